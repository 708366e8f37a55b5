import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyBench } from '../../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

async function leaving(days = 7): Promise<string> {
  const { keyId } = await keys.newKey({ alias: 'Backups', tags: { team: 'media' } })
  await keys.op('scheduleKeyDeletion', { keyId, days })
  return keyId
}
const dayOf = async (keyId: string) => (await keys.op('describeKey', { keyId })).deletionDate
const isDeletable = async (keyId: string) => (await keys.op('describeKey', { keyId })).deletable
/** The app is open all the time and looks at the clock every day. */
async function daysPass(days: number): Promise<void> {
  for (let count = 0; count < days; count += 1) {
    keys.pass(1)
    await keys.vault.doDueWork()
  }
}

describe('a key that is scheduled for deletion', () => {
  it.each([6, 31])('does not wait %i days', async (days) => {
    const { keyId } = await keys.newKey()
    expect((await keys.refusal('scheduleKeyDeletion', { keyId, days })).code).toBe('INVALID_REQUEST')
  })

  it('names its day, opens nothing, and is kept disabled when the deletion is cancelled', async () => {
    const keyId = await leaving(7)
    const told = await keys.op('describeKey', { keyId })
    expect(told).toMatchObject({ state: 'PendingDeletion', deletionWindowDays: 7, deletable: false })
    expect(told.deletionDate).toBe('2026-11-30T09:00:00.000Z')
    const refused = await keys.refusal('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
    expect([refused.code, refused.facts['state']]).toEqual(['KEY_STATE_INVALID', 'PendingDeletion'])
    expect(await keys.op('cancelKeyDeletion', { keyId })).toMatchObject({
      state: 'Disabled',
      deletionDate: null,
    })
  })

  it('is not deleted before its window ran out, and by nobody but a person', async () => {
    const keyId = await leaving()
    await daysPass(6)
    const refused = await keys.refusal('deleteKey', { keyId })
    expect([refused.code, refused.facts['date']]).toEqual([
      'KEY_NOT_DELETABLE_YET',
      '2026-11-30T09:00:00.000Z',
    ])
    await daysPass(2)
    expect(await isDeletable(keyId)).toBe(true)
    await daysPass(30)
    expect(await isDeletable(keyId)).toBe(true)
  })

  it('goes with its rows and with its sealed material', async () => {
    const keyId = await leaving()
    const sealed = await keys.vault.read(({ rows }) => rows.materials[0]?.sealed ?? new Uint8Array())
    const holds = () => readFileSync(keys.bench.paths.file).includes(Buffer.from(sealed))
    expect(holds()).toBe(true)
    await daysPass(8)
    await keys.op('deleteKey', { keyId })
    expect((await keys.refusal('describeKey', { keyId })).code).toBe('KEY_NOT_FOUND')
    keys.vault.close()
    expect(holds()).toBe(false)
  })

  it('frees its name', async () => {
    const keyId = await leaving()
    await daysPass(8)
    await keys.op('deleteKey', { keyId })
    expect((await keys.newKey({ alias: 'Backups' })).alias).toBe('Backups')
  })

  it('is not deleted where it is not pending deletion', async () => {
    const { keyId } = await keys.newKey()
    expect((await keys.refusal('deleteKey', { keyId })).code).toBe('KEY_STATE_INVALID')
  })
})

describe('a clock that lies', () => {
  it('forward: the key waits one more day, in which the clock may be set right', async () => {
    const keyId = await leaving()
    await keys.reopen(4000)
    const refused = await keys.refusal('deleteKey', { keyId })
    expect([refused.code, refused.facts['clock']]).toEqual(['KEY_NOT_DELETABLE_YET', 'jumped'])
    await keys.reopen(-4000)
    expect(await isDeletable(keyId)).toBe(false)
    expect((await keys.refusal('deleteKey', { keyId })).facts['clock']).toBe('behind')
  })

  it('forward, because the app was closed that long: deletable a day later', async () => {
    const keyId = await leaving()
    await keys.reopen(40)
    expect(await isDeletable(keyId)).toBe(false)
    // The day that a person is told is the one on which it can be deleted, and not one that has passed.
    expect(await dayOf(keyId)).toBe('2027-01-03T09:00:00.000Z')
    await daysPass(1)
    expect(await isDeletable(keyId)).toBe(true)
  })

  it('back: nothing is deleted while it is behind a time that was seen', async () => {
    const keyId = await leaving()
    await daysPass(8)
    expect(await isDeletable(keyId)).toBe(true)
    await keys.reopen(-30)
    expect(await isDeletable(keyId)).toBe(false)
    expect(await dayOf(keyId)).toBe('2026-11-30T09:00:00.000Z')
  })

  it('back, though the window has run out by it: the day that is told is the one on which it is believed', async () => {
    const keyId = await leaving()
    await daysPass(60)
    await keys.reopen(-20)
    expect(await isDeletable(keyId)).toBe(false)
    expect(await dayOf(keyId)).toBe('2027-01-09T09:00:00.000Z')
    await daysPass(7)
    expect(await isDeletable(keyId)).toBe(true)
  })

  it('is believed again once it was behind for as long as the shortest window', async () => {
    const keyId = await leaving()
    await keys.reopen(4000)
    await keys.reopen(-4000)
    await daysPass(9)
    expect(await isDeletable(keyId)).toBe(true)
  })

  it('does not shorten a window that begins while it is set back', async () => {
    await leaving()
    const { keyId } = await keys.newKey()
    await keys.reopen(-400)
    const { deletionDate } = await keys.op('scheduleKeyDeletion', { keyId, days: 7 })
    expect(deletionDate).toBe('2026-11-30T09:00:00.000Z')
  })
})
