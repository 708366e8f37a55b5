import type { CdpSession } from '../chromium/connection.ts'
import type { Main } from '../surface/original.ts'
import { fromChromium } from './protocol.ts'

export interface PageListeners {
  readonly onDomReady: () => void
  readonly onLoad: () => void
  readonly onPaint: () => void
  /** The main frame shows another document; `url` in the app's own form. */
  readonly onNavigated: (url: string) => void
  /** The page tried to open a window. */
  readonly onWindowOpen: (details: Main.HandlerDetails) => void
  readonly onCrash: () => void
  readonly onResized: () => void
}

/** Tells what happens in a page in Electron's terms. */
export function watchPage(session: CdpSession, frameId: string, listeners: PageListeners): void {
  session.on('Page.domContentEventFired', listeners.onDomReady)
  session.on('Page.loadEventFired', listeners.onLoad)
  session.on('Inspector.targetCrashed', listeners.onCrash)
  session.on('Page.frameResized', listeners.onResized)
  session.on('Page.lifecycleEvent', (event) => {
    if (event.name === 'firstPaint' && event.frameId === frameId) listeners.onPaint()
  })
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id === frameId) listeners.onNavigated(fromChromium(frame.url))
  })
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    listeners.onWindowOpen({
      url: fromChromium(url),
      frameName: windowName === '_blank' ? '' : windowName,
      // Added by the host's own window.open (page/main-world.ts).
      features: windowFeatures.filter((feature) => feature !== 'noopener').join(','),
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    })
  })
}
