import { expect, it } from 'vitest'
import { ActivityRecorder } from '../../../../src/main/activity/activity-recorder.ts'
import { plainActivity, type NewActivity } from '../../../../src/shared/model/activity.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const entry = (what: string, changes: Partial<NewActivity> = {}): NewActivity => ({
  ...plainActivity,
  area: 'files',
  what,
  ...changes,
})

function start({ logDetails = false } = {}) {
  const sent: { operation: string; input: { entries?: NewActivity[] } }[] = []
  const timers: (() => void)[] = []
  let fault: VaultError | undefined
  const listeners: ((status: VaultStatus) => void)[] = []
  const recorder = new ActivityRecorder({
    keystore: {
      call: async (operation, input) => {
        if (fault !== undefined) throw fault
        sent.push({ operation, input: input as { entries?: NewActivity[] } })
        return {} as never
      },
      onStatus: (listener) => {
        listeners.push(listener)
        return () => undefined
      },
    },
    settings: () => ({ logDetails, refuseUnlogged: true }),
    setTimer: (run) => void timers.push(run),
  })
  return {
    recorder,
    sent,
    fail: (error: VaultError | undefined) => (fault = error),
    tell: (status: VaultStatus) => listeners.forEach((listener) => listener(status)),
    elapse: async () => {
      for (const run of timers.splice(0)) run()
      await new Promise(setImmediate)
    },
    whats: () => sent.flatMap(({ input }) => input.entries ?? []).map(({ what }) => what),
  }
}

it('sends what gathered in one call', async () => {
  const { recorder, sent, elapse, whats } = start()
  recorder.note(entry('a'))
  recorder.note(entry('b'))
  expect(sent).toEqual([])
  await elapse()
  expect(sent).toHaveLength(1)
  expect(whats()).toEqual(['a', 'b'])
})

it('keeps entries while the keystore process is away, in their order', async () => {
  const { recorder, fail, elapse, whats } = start()
  fail(new VaultError('KEYSTORE_STOPPED', 'gone'))
  recorder.note(entry('a'))
  await elapse()
  recorder.note(entry('b'))
  await elapse()
  expect(whats()).toEqual([])
  fail(undefined)
  await elapse()
  expect(whats()).toEqual(['a', 'b'])
})

it('holds no more than it may, and says how many are missing', async () => {
  const { recorder, fail, elapse, sent } = start()
  fail(new VaultError('KEYSTORE_STOPPED', 'gone'))
  for (let number = 0; number < 5003; number += 1) recorder.note(entry('a'))
  fail(undefined)
  await elapse()
  const entries = sent.flatMap(({ input }) => input.entries ?? [])
  expect(entries.filter(({ what }) => what === 'a')).toHaveLength(5000)
  expect(entries.find(({ what }) => what === 'logGap')?.facts).toEqual({ count: 3 })
})

it('keeps names only where the person chose so', async () => {
  for (const logDetails of [false, true]) {
    const { recorder, elapse, sent } = start({ logDetails })
    recorder.note(entry('a', { details: { files: 'secret.txt' } }))
    await elapse()
    expect(JSON.stringify(sent).includes('secret.txt')).toBe(logDetails)
  }
})

it('tells each new process how the log is kept', async () => {
  const { tell, sent } = start()
  tell({ state: 'starting' })
  await new Promise(setImmediate)
  expect(sent).toEqual([{ operation: 'setLogging', input: { details: false, refuseUnlogged: true } }])
})

it('tells the process that a lock has replaced, which is never told of as starting', async () => {
  const { tell, sent } = start()
  const at = '2026-11-23T10:00:00.000Z'
  const mode = 'keychain' as const
  tell({ state: 'locked', mode, cause: 'person', at, wrongTries: 0, retryAt: null })
  await new Promise(setImmediate)
  expect(sent).toEqual([])
  const open = { state: 'open', mode, keychain: 'k', storeId: 's', createdAt: at, keyCount: 1 } as const
  tell(open)
  tell({ ...open, keyCount: 2 })
  await new Promise(setImmediate)
  expect(sent.map(({ operation }) => operation)).toEqual(['setLogging'])
})

it('sends what waits when the app ends', async () => {
  const { recorder, whats } = start()
  recorder.note(entry('a'))
  await recorder.settle()
  expect(whats()).toEqual(['a'])
})
