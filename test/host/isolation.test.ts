import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFixture, type FixtureApp } from './support/fixture-app.ts'

describe("the preload's world", () => {
  let fixture: FixtureApp
  beforeAll(async () => {
    fixture = await startFixture()
  })
  afterAll(() => fixture.stop())

  it.each(['require', 'process', 'module', 'ipcRenderer', 'electron', 'preloadSecret', 'Buffer', 'global'])(
    'keeps %s from the page',
    async (name) => {
      expect(await fixture.page.evaluate(`typeof ${name}`)).toBe('undefined')
    },
  )

  it('leaves nothing on the window but what it exposes', async () => {
    const extra = await fixture.page.evaluate(
      `Object.getOwnPropertyNames(window).filter((name) => /electron|host/i.test(name))`,
    )
    expect(extra).toEqual([])
  })

  it('exposes values that the page cannot change', async () => {
    const attempts = await fixture.page.evaluate(`
      [() => { window.fixture = 1 }, () => { fixture.platform = 1 }, () => { fixture.nested.list.push(4) }, () => { delete window.fixture }]
        .map((attempt) => { 'use strict'; try { (0, attempt)(); return 'silent' } catch { return 'threw' } }).concat(
          JSON.stringify(fixture.nested), typeof fixture.invoke)`)
    expect((attempts as string[]).slice(-2)).toEqual(['{"list":[1,2,3]}', 'function'])
  })

  it('runs the preload with a require that knows electron only', async () => {
    expect(await fixture.page.evaluate('fixture.require')).toBe('function')
    expect(await fixture.page.evaluate(`fixture.requires('node:fs')`)).toContain('module not found')
  })

  it("hands the page's functions to the preload and back", async () => {
    expect(await fixture.page.evaluate('fixture.twice((value) => value * 2, 5)')).toBe(20)
  })

  it('turns an error thrown in the preload into an error of the page', async () => {
    const seen = await fixture.page.evaluate(`
      (() => { try { fixture.throws() } catch (error) { return [error instanceof Error, error.message] } })()`)
    expect(seen).toEqual([true, 'from the preload'])
  })

  it('is there again after a reload', async () => {
    await fixture.page.reload()
    await fixture.page.getByText('ready').waitFor()
    expect(await fixture.page.evaluate(`fixture.invoke('echo', 'again')`)).toBe('again')
  })
})
