import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFixture, type FixtureApp } from './support/fixture-app.ts'

describe("a page served by the app's protocol handler", () => {
  let fixture: FixtureApp
  beforeAll(async () => {
    fixture = await startFixture()
  })
  afterAll(() => fixture.stop())

  const page = () => fixture.page
  // What Playwright evaluates is exempt from the policy, so the page's own script tries, in a turn of its own.
  const tryIt = (event: string) =>
    page().evaluate(
      `new Promise((resolve) => setTimeout(() => resolve(document.dispatchEvent(new Event('${event}')))))`,
    )
  const violations = () => page().evaluate<string[]>('violations.splice(0)')

  const load = (src: string) =>
    page().evaluate(`new Promise((resolve) => {
      const image = Object.assign(document.createElement('img'), { src: '${src}' })
      image.addEventListener('error', () => resolve('failed'))
      image.addEventListener('load', () => resolve('loaded'))
      document.body.append(image)
    })`)

  it('breaks no rule of its policy in normal use', async () => {
    expect(await violations()).toEqual([])
  })

  it('is in a secure context of its own', async () => {
    expect(await page().evaluate('isSecureContext')).toBe(true)
  })

  it('cannot run an inline script', async () => {
    await page().evaluate(`
      const script = document.createElement('script')
      script.append('window.wasRun = true')
      document.body.append(script)`)
    expect(await page().evaluate('typeof wasRun')).toBe('undefined')
    expect(await violations()).not.toEqual([])
  })

  it('cannot turn text into code', async () => {
    await tryIt('try-eval')
    expect(await page().evaluate('evalResult')).toMatch(/EvalError|Trusted Type|Content Security Policy/)
    expect(await violations()).not.toEqual([])
  })

  it('cannot assign text to innerHTML, because of Trusted Types', async () => {
    await tryIt('try-html')
    expect(await page().evaluate('htmlResult')).toContain('TrustedHTML')
    await violations()
  })

  it('cannot use inline styles', async () => {
    await page().evaluate(
      `document.body.insertAdjacentElement('beforeend', document.createElement('style')).append('body { color: red }')`,
    )
    expect(await violations()).toContain('style-src-elem')
  })

  it('cannot load anything from elsewhere', async () => {
    const result = await page().evaluate(
      `fetch('https://example.com/').then(() => 'loaded', () => 'refused')`,
    )
    expect(result).toBe('refused')
    await violations()
  })

  it('gets what the handler says where there is no file', async () => {
    const failed = page().waitForEvent('response', (response) => response.url().endsWith('/missing.css'))
    await page().evaluate(`
      const link = document.createElement('link')
      Object.assign(link, { rel: 'stylesheet', href: '/missing.css' })
      document.head.append(link)`)
    expect((await failed).status()).toBe(404)
  })

  it('has its requests cancelled by the listener of webRequest', async () => {
    expect(await load('/picture')).toBe('loaded')
    expect(await load('/cancelled')).toBe('failed')
    expect((await fixture.seen()).requests).toEqual(
      expect.arrayContaining(['app://vault/', 'app://vault/page.js', 'app://vault/cancelled']),
    )
  })
})
