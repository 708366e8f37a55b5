import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCodeFromText, noteViolations, reachOut } from './support/page-probes.ts'
import { servePage } from './support/page-server.ts'
import { requireBuild } from './support/source-files.ts'

const debianChromium = '/usr/lib/chromium/chromium'
const isHere = existsSync(debianChromium)

interface Noted {
  readonly violations: readonly string[]
  readonly ran: readonly string[]
  readonly refused: readonly string[]
}

describe('point 06: the policy in Chromium', () => {
  let browser: Browser
  let served: { origin: string; close: () => void }

  beforeEach(({ skip }) => skip(!isHere, `no Chromium at ${debianChromium}`))

  beforeAll(async () => {
    if (!isHere) return
    requireBuild()
    served = await servePage()
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    browser = await chromium.launch({ executablePath: debianChromium, args: asRoot })
  })

  afterAll(async () => {
    if (!isHere) return
    await browser.close()
    served.close()
  })

  /** Opens the built page, runs a script in it, and gives what was noted. */
  async function noted(script: string): Promise<Noted & { page: Page }> {
    const page = await browser.newPage()
    await page.addInitScript({ content: noteViolations })
    await page.goto(`${served.origin}/`)
    await page.waitForSelector('#root > *', { state: 'attached' })
    await page.evaluate(script)
    return { page, ...(await page.evaluate<Noted>('noted')) }
  }

  it('point 06: the page draws itself without a single violation', async () => {
    const { violations } = await noted('new Promise((resolve) => setTimeout(resolve, 500))')
    expect(violations).toStrictEqual([])
  })

  it('point 06: scripts, handlers and styles inside a page’s own text are blocked', async () => {
    const page = await browser.newPage()
    await page.addInitScript({ content: noteViolations })
    await page.goto(`${served.origin}/hostile.html`)
    await page.click('p')
    const { ran, violations } = await page.evaluate<Noted>('noted')
    expect(ran).toStrictEqual([])
    expect(violations.toSorted()).toStrictEqual([
      'script-src-attr inline',
      'script-src-elem data',
      'script-src-elem inline',
      'style-src-attr inline',
      'style-src-elem inline',
    ])
    expect(await page.evaluate('getComputedStyle(document.querySelector("p")).color')).toBe('rgb(0, 0, 0)')
  })

  it('point 06: eval, Function, innerHTML and a policy that would allow them are blocked', async () => {
    const { ran, refused } = await noted(makeCodeFromText)
    expect({ ran, refused }).toStrictEqual({ ran: [], refused: ['eval', 'Function', 'innerHTML', 'policy'] })
  })

  it('point 06: no connection, frame, form or base address', async () => {
    const { page, ran, refused, violations } = await noted(reachOut)
    expect({ ran, refused }).toStrictEqual({ ran: [], refused: ['fetch'] })
    for (const directive of ['connect-src', 'frame-src', 'base-uri', 'form-action']) {
      expect(violations.join('\n')).toContain(directive)
    }
    expect(page.url()).toBe(`${served.origin}/`)
  })
})
