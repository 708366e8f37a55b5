import { beforeEach, describe, expect, it } from 'vitest'
import { KeystoreClient } from '../../../../../src/main/keys/keystore/keystore-client.ts'
import type { VaultStatus } from '../../../../../src/shared/model/vault.ts'

const open: VaultStatus = {
  state: 'open',
  mode: 'keychain',
  keychain: 'a keychain',
  storeId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f',
  createdAt: '2026-11-23T09:00:00.000Z',
  keyCount: 0,
}

/** The one process of a client: what it was asked last, what it says, and its end, which takes its time. */
let asked: { readonly id: number; readonly operation: string }[]
let say: (data: unknown) => void
let exit: (code: number | null) => void
let isKilled: boolean
let client: KeystoreClient
beforeEach(() => {
  ;[asked, isKilled] = [[], false]
  client = new KeystoreClient({
    directory: '/store',
    service: 'Test',
    environment: {},
    spawn: () => ({
      port: {
        postMessage: (message) => {
          const request = message as (typeof asked)[number]
          asked.push(request)
          const { id, operation } = request
          if (operation === 'status') queueMicrotask(() => say({ id, ok: true, value: open }))
          if (operation === 'prepareLock') queueMicrotask(() => say({ id, ok: true, value: {} }))
        },
        onMessage: (listener) => (say = listener),
      },
      kill: () => (isKilled = true),
      onExit: (listener) => (exit = listener),
    }),
  })
})

const soon = () => new Promise((resolve) => setImmediate(resolve))

async function opened(): Promise<void> {
  await client.status()
  say({ news: 'status', status: open })
}

it('a lock is done when the process is gone, and not when it was told to go', async () => {
  await opened()
  let isDone = false
  const locking = client.lock('person').then((status) => {
    isDone = true
    return status
  })
  await soon()
  await soon()
  expect([isKilled, isDone]).toEqual([true, false])
  exit(null)
  expect(await locking).toMatchObject({ state: 'locked', cause: 'person' })
})

it('the end of the app ends the process, whatever it is at', async () => {
  await opened()
  const waiting = client.call('listKeys', {}).catch((error: unknown) => error)
  await soon()
  client.close()
  expect(isKilled).toBe(true)
  expect(await waiting).toMatchObject({ code: 'KEYSTORE_STOPPED' })
})

describe('an answer that is none ends the process, since who gives it cannot be the keystore', () => {
  it.each<[string, (id: number) => unknown]>([
    ['to nothing that was asked', (id) => ({ id: id + 1, ok: true, value: [] })],
    ['of no form', () => 'hello'],
    ['with more than belongs in it', (id) => ({ id, ok: true, value: [], more: 1 })],
    [
      'with a code that does not exist',
      (id) => ({ id, ok: false, error: { code: 'X', message: '', facts: {} } }),
    ],
    ['with a value of another operation', (id) => ({ id, ok: true, value: { state: 'open' } })],
    ['as news of a state that does not exist', () => ({ news: 'status', status: { state: 'half open' } })],
  ])('%s', async (_what, data) => {
    await opened()
    const waiting = client.call('listKeys', {}).catch((error: unknown) => error)
    await soon()
    say(data(asked.at(-1)?.id ?? 0))
    expect(await waiting).toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(isKilled).toBe(true)
  })
})
