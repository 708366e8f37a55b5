import { createBridge } from './bridge.ts'

/** Runs in the page's own world before its scripts: puts what the preload exposed on `window`. */
export function startMainWorld(secret: string): void {
  if (window !== window.top) return
  // The host closes every window that a page opens, before it loads anything. Without an opener such a window is in a
  // process of its own, so that its end cannot hold up this page; and the page gets what a denial gives in Electron.
  const open = window.open.bind(window)
  window.open = (url, name, features = '') => open(url, name, `${features},noopener`)
  const shape = createBridge({ secret, side: 'main', exposed: {} }).shape()
  for (const [name, value] of Object.entries(shape)) {
    Object.defineProperty(window, name, { value, enumerable: true, configurable: false, writable: false })
  }
}
