import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UtilityControls } from './fixture/utility-controls.ts'
import { startFixture, type FixtureApp } from './support/fixture-app.ts'

type WithControls = typeof globalThis & UtilityControls

describe('a utility process', () => {
  let fixture: FixtureApp
  beforeAll(async () => {
    fixture = await startFixture()
  })
  afterAll(() => fixture.stop())

  it('has exactly the environment it is given, and its arguments', async () => {
    const about = await fixture.electronApp.evaluate(() => (globalThis as WithControls).askUtility('about'))
    expect(about).toEqual({ env: { ONLY: 'this' }, argv: ['one', 'two'], type: 'utility' })
  })

  it('answers on the port that went over to it, in order', async () => {
    const answers = await fixture.electronApp.evaluate(async () => {
      const asked = [1, 2, 3].map((value) => (globalThis as WithControls).askUtility({ value }))
      return Promise.all(asked)
    })
    expect(answers).toEqual([{ echo: { value: 1 } }, { echo: { value: 2 } }, { echo: { value: 3 } }])
  })

  it('gets bytes as a Uint8Array and nothing that cannot be cloned', async () => {
    const seen = await fixture.electronApp.evaluate(async () => {
      const controls = globalThis as WithControls
      const refused = await controls.askUtility({ run: () => 1 }).catch((error: Error) => error.name)
      return [await controls.askUtility({ kindOf: Buffer.from('ab') }), refused]
    })
    expect(seen).toEqual(['Uint8Array', 'DataCloneError'])
  })

  it('keeps messages that were sent before it listened', async () => {
    expect(
      await fixture.electronApp.evaluate(() => (globalThis as WithControls).askNewUtility('early')),
    ).toEqual({
      echo: 'early',
    })
  })

  it('tells its exit code when it ends, and its ports close', async () => {
    const ended = await fixture.electronApp.evaluate(() => (globalThis as WithControls).endUtility('crash'))
    expect(ended).toEqual({ code: 3, pid: undefined, portClosed: true })
  })

  it('can be killed', async () => {
    const ended = await fixture.electronApp.evaluate(() => (globalThis as WithControls).endUtility('kill'))
    expect(ended).toMatchObject({ portClosed: true })
  })
})
