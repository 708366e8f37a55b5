import { createBridge } from './bridge.ts'

/** Runs in the page's own world before its scripts: puts what the preload exposed on `window`. */
export function startMainWorld(secret: string): void {
  if (window !== window.top) return
  // The host opens no windows for a page. It still has to see the attempt; the page gets what a denial gives in Electron.
  const open = window.open.bind(window)
  window.open = (...args) => {
    open(...args)
    return null
  }
  const shape = createBridge({ secret, side: 'main', exposed: {} }).shape()
  for (const [name, value] of Object.entries(shape)) {
    Object.defineProperty(window, name, { value, enumerable: true, configurable: false, writable: false })
  }
}
