import type { WebContents } from 'electron'

/** Chromium's ERR_ABORTED: a load that another one, or the window's end, took the place of. */
const aborted = -3

/**
 * Calls `lost` when the page itself cannot be loaded: the load fails, or app:// answers with a refusal. A window
 * without a page shows nothing and says nothing.
 */
export function watchPageLoad(contents: Pick<WebContents, 'on'>, lost: () => void): void {
  contents.on('did-fail-load', (_event, errorCode, ...[, , isMainFrame]) => {
    if (isMainFrame && errorCode !== aborted) lost()
  })
  contents.on('did-navigate', (_event, _url, httpResponseCode) => {
    if (httpResponseCode >= 400) lost()
  })
}
