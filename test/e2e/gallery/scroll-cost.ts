import type { Page } from '@playwright/test'

/** What one step of a scroll asks of the page's thread: milliseconds of its processor time, and how often it lays out. */
export interface ScrollCost {
  /** Script, style, layout, paint and all else. */
  readonly work: number
  readonly script: number
  readonly styleAndLayout: number
  readonly layouts: number
}

/**
 * Scrolls what is under the pointer by the wheel, and adds up what that costs a step. Time of the thread and not of the
 * clock: what else the machine does is not in it.
 */
export async function scrollCost(page: Page, steps: number, pixels: number): Promise<ScrollCost> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return new Map(metrics.map(({ name, value }) => [name, value]))
  }
  const before = await read()
  for (let step = 0; step < steps; step += 1) await page.mouse.wheel(0, pixels)
  await page.evaluate('new Promise((done) => requestIdleCallback(() => done()))')
  const after = await read()
  await session.detach()
  const grown = (name: string) => ((after.get(name) ?? NaN) - (before.get(name) ?? NaN)) / steps
  return {
    work: grown('TaskDuration') * 1000,
    script: grown('ScriptDuration') * 1000,
    styleAndLayout: (grown('RecalcStyleDuration') + grown('LayoutDuration')) * 1000,
    layouts: grown('LayoutCount'),
  }
}
