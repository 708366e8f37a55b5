import type { Page } from '@playwright/test'

/** What was seen while a list was scrolled from its beginning to its end. */
export interface Scrolled {
  /** The most rows that were drawn at once. */
  readonly mostRows: number
  /** Milliseconds of the longest task of the page. Tells as much of the machine as of the page: printed, not judged. */
  readonly longestTask: number
  readonly longTasks: number
}

/** Scrolls the list of the page by 300 pixels a frame, as a wheel does, then leaps to the end. */
export async function scrollThrough(page: Page, steps = 300): Promise<Scrolled> {
  return await page.evaluate<Scrolled>(`(async () => {
    const tasks = []
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((each) => each.duration)))
    observer.observe({ type: 'longtask' })
    const box = document.querySelector('main .scroll')
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    let mostRows = 0
    for (let step = 0; step <= ${steps}; step += 1) {
      box.scrollTo(0, step < ${steps} ? 300 * step : box.scrollHeight)
      await frame()
      mostRows = Math.max(mostRows, box.querySelectorAll('tbody tr').length)
    }
    await frame()
    tasks.push(...observer.takeRecords().map((each) => each.duration))
    return { mostRows, longTasks: tasks.length, longestTask: Math.round(Math.max(0, ...tasks)) }
  })()`)
}
