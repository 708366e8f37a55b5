import { expect, it } from 'vitest'
import { recordActivity } from '../../../../src/main/activity/record-activity.ts'
import { plainActivity } from '../../../../src/shared/model/activity.ts'
import { defaultSettings } from '../../../../src/shared/model/settings.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'

const open: VaultStatus = {
  state: 'open',
  mode: 'keychain',
  keychain: 'k',
  storeId: 's',
  createdAt: '2026-11-23T09:00:00.000Z',
  keyCount: 1,
}
const locked: VaultStatus = {
  state: 'locked',
  mode: 'keychain',
  cause: 'idle',
  at: '2026-11-23T09:00:00.000Z',
  wrongTries: 0,
  retryAt: null,
}

function start() {
  const called: string[] = []
  const listeners: ((status: VaultStatus) => void)[] = []
  const notes = recordActivity({
    keystore: {
      call: async (operation) => {
        called.push(operation)
        return {} as never
      },
      onStatus: (listener) => {
        listeners.push(listener)
        return () => undefined
      },
    },
    settings: { get: () => defaultSettings, onChange: () => () => undefined },
  })
  return { notes, called, tell: (status: VaultStatus) => listeners.forEach((listener) => listener(status)) }
}

it.each<[string, readonly VaultStatus[]]>([
  ['locked', [open, locked]],
  ['not set up', [{ state: 'notSetUp', keychain: 'k' }]],
  ['absent', [open, { state: 'stopped', detail: 'd' }]],
])('sends at the end of the app what waits, also where the vault is %s', async (_state, statuses) => {
  const { notes, called, tell } = start()
  for (const status of statuses) tell(status)
  notes.note({ ...plainActivity, area: 'access', what: 'signOut' })
  await notes.settle()
  expect(called).toEqual(['appendActivity'])
})

it('has only an open store remember where the log ended', async () => {
  const { notes, called, tell } = start()
  tell(open)
  await notes.settle()
  expect(called).toEqual(['anchorActivity'])
})
