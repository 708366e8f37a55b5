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

  it.each([
    'window.fixture = 1',
    'fixture.platform = 1',
    'fixture.invoke = () => 1',
    'fixture.nested.list.push(4)',
    'fixture.nested.extra = 1',
    'fixture.invoke.extra = 1',
    'delete window.fixture',
  ])('exposes what the page cannot change: %s throws', async (attempt) => {
    const look = () =>
      fixture.page.evaluate(
        `JSON.stringify([fixture.platform, fixture.nested, Object.keys(fixture), fixture.invoke.extra])`,
      )
    const before = await look()
    const outcome = await fixture.page.evaluate(
      `(() => { 'use strict'; try { ${attempt} } catch (error) { return error.name } })()`,
    )
    expect(outcome).toBe('TypeError')
    expect(await look()).toBe(before)
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
