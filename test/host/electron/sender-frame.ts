import type { WebFrameMain } from '../surface/web-contents.ts'

/** The main frame of a page, as handlers see it: its address and origin are those of the moment they are read. */
export function makeSenderFrame(page: { url: () => string; isDestroyed: () => boolean }): WebFrameMain {
  const frame: WebFrameMain = {
    name: '',
    parent: null,
    get detached() {
      return page.isDestroyed()
    },
    get top() {
      return frame
    },
    get url() {
      return page.url()
    },
    get origin() {
      return originOf(page.url())
    },
  }
  return frame
}

// The URL standard gives schemes of an app's own no origin; Chromium does, where they were registered as standard.
function originOf(url: string): string {
  if (!URL.canParse(url)) return ''
  const { protocol, host, origin } = new URL(url)
  return origin === 'null' ? `${protocol}//${host}` : origin
}
