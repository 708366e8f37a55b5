import { describe, expect, it } from 'vitest'
import { KeystoreClient } from '../../../../../src/main/keys/keystore/keystore-client.ts'
import type {
  KeystoreProcess,
  KeystoreSpawnOptions,
} from '../../../../../src/main/keys/keystore/keystore-process.ts'
import type { VaultStatus } from '../../../../../src/shared/model/vault.ts'

const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
const wrapInput = () => ({ keyId, context: [], dataKey: new Uint8Array(32).fill(9) })
const notSetUp: VaultStatus = { state: 'notSetUp', keychain: 'Secret Service' }

interface Request {
  readonly id: number
  readonly operation: string
  readonly input: unknown
}

/** A keystore process in memory: the test answers for it. */
class FakeProcess implements KeystoreProcess {
  readonly requests: Request[] = []
  isKilled = false
  answer: (request: Request) => unknown = () => undefined
  #listener: (data: unknown) => void = () => undefined
  #onExit: (code: number | null) => void = () => undefined
  readonly port = {
    postMessage: (message: unknown): void => {
      const request = structuredClone(message) as Request
      this.requests.push(request)
      const reply = this.answer(request)
      if (reply !== undefined) queueMicrotask(() => this.say(reply))
    },
    onMessage: (listener: (data: unknown) => void): void => {
      this.#listener = listener
    },
  }

  say(data: unknown): void {
    this.#listener(data)
  }

  exit(code: number | null): void {
    this.#onExit(code)
  }

  /** What a killed process does; a test may let it take its time. */
  leave = (): void => queueMicrotask(() => this.exit(null))

  kill(): void {
    this.isKilled = true
    this.leave()
  }

  onExit(listener: (code: number | null) => void): void {
    this.#onExit = listener
  }
}

function startClient(answer: FakeProcess['answer'] = () => undefined, callTimeout = 1000) {
  const processes: FakeProcess[] = []
  const spawned: KeystoreSpawnOptions[] = []
  const states: string[] = []
  const client = new KeystoreClient({
    spawn: (options) => {
      spawned.push(options)
      const fake = new FakeProcess()
      fake.answer = answer
      processes.push(fake)
      return fake
    },
    directory: '/store',
    service: 'Test',
    environment: { HOME: '/home' },
    callTimeout,
  })
  client.onStatus(({ state }) => states.push(state))
  return { client, processes, spawned, states }
}
const ok =
  (value: unknown) =>
  ({ id }: Request) => ({ id, ok: true, value })
const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('KeystoreClient', () => {
  it('starts the process with the first call, with its arguments and nothing but the given environment', async () => {
    const { client, spawned } = startClient(ok(notSetUp))
    expect(spawned).toEqual([])
    expect(await client.status()).toEqual(notSetUp)
    await client.status()
    expect(spawned).toEqual([
      {
        args: ['--keystore-directory=/store', '--keystore-service=Test'],
        environment: { HOME: '/home' },
      },
    ])
  })

  it('gives each answer to the call that asked', async () => {
    const { client, processes } = startClient()
    const calls = [client.listKeys(), client.status()]
    await soon()
    const [list, status] = processes[0]?.requests ?? []
    processes[0]?.say({ id: status?.id, ok: true, value: notSetUp })
    processes[0]?.say({ id: list?.id, ok: true, value: [] })
    expect(await Promise.all(calls)).toEqual([[], notSetUp])
  })

  it('throws the error of the process as a VaultError', async () => {
    const { client } = startClient(({ id }) => ({
      id,
      ok: false,
      error: { code: 'KEY_DISABLED', message: 'this key is disabled', facts: { key: 'backups' } },
    }))
    await expect(client.wrap(wrapInput())).rejects.toMatchObject({
      name: 'VaultError',
      code: 'KEY_DISABLED',
      facts: { key: 'backups' },
    })
  })

  it('refuses an input outside the contract without sending it, since it would end the process', async () => {
    const { client, processes } = startClient()
    await expect(client.wrap({ ...wrapInput(), keyId: 'none' })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    })
    expect(processes[0]?.requests).toEqual([])
  })

  it.each<[string, (request: Request) => unknown]>([
    ['no reply at all', () => 'hello'],
    ['a reply to nobody', () => ({ id: 99, ok: true, value: {} })],
    ['a value of the wrong form', ok([{ keyId: 'none' }])],
    ['an open error code', ({ id }) => ({ id, ok: false, error: { code: 'ODD', message: '', facts: {} } })],
  ])('ends a process that answers with %s', async (_what, answer) => {
    const { client, processes, states } = startClient(answer)
    await expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(processes[0]?.isKilled).toBe(true)
    expect(states).toEqual(['starting', 'stopped'])
  })

  it('ends a process that does not answer in time', async () => {
    const { client, processes } = startClient(() => undefined, 10)
    await expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(processes[0]?.isKilled).toBe(true)
  })

  it('waits for a process that was ended to be gone, since the store is in use until then', async () => {
    const { client, processes, spawned } = startClient(undefined, 20)
    const first = client.listKeys()
    const [slow] = processes
    if (slow !== undefined) slow.leave = () => undefined
    await expect(first).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    const second = client.listKeys()
    await soon()
    expect(spawned).toHaveLength(1)
    slow?.exit(null)
    await soon()
    expect(spawned).toHaveLength(2)
    client.close()
    await expect(second).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
  })

  it('fails all pending calls when the process ends, says so, and starts a new one with the next call', async () => {
    const { client, processes, states } = startClient()
    const calls = [client.listKeys(), client.wrap(wrapInput())]
    await soon()
    processes[0]?.exit(1)
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(await client.status()).toMatchObject({ state: 'stopped' })
    expect(processes).toHaveLength(1)
    const next = client.listKeys()
    await soon()
    processes[1]?.say({ id: processes[1].requests[0]?.id, ok: true, value: [] })
    expect(await next).toEqual([])
    expect(states).toEqual(['starting', 'stopped', 'starting'])
  })

  it('stops starting processes that end at once, until someone asks it to look again', async () => {
    const { client, processes } = startClient()
    for (let call = 0; call < 6; call += 1) {
      const refused = expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
      await soon()
      processes.at(-1)?.exit(1)
      await refused
    }
    expect(processes).toHaveLength(3)
    const looking = client.recheck()
    await soon()
    const fresh = processes[3]
    fresh?.say({ id: fresh.requests[0]?.id, ok: true, value: notSetUp })
    expect(await looking).toEqual(notSetUp)
  })

  it('says that a process could not be started', async () => {
    const client = new KeystoreClient({
      spawn: () => {
        throw new Error('no such file')
      },
      directory: '/store',
      service: 'Test',
      environment: {},
    })
    await expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(await client.status()).toMatchObject({ state: 'stopped' })
  })

  it('passes news of the status on until the listener leaves', async () => {
    const { client, processes, states } = startClient(ok(notSetUp))
    const seen: VaultStatus[] = []
    const leave = client.onStatus((status) => seen.push(status))
    await client.status()
    processes[0]?.say({ news: 'status', status: notSetUp })
    leave()
    processes[0]?.say({ news: 'status', status: { state: 'inUse' } })
    expect(seen).toEqual([{ state: 'starting' }, notSetUp])
    expect(states).toEqual(['starting', 'notSetUp', 'inUse'])
  })

  it('looks again in a fresh process after the keychain failed, and in the same one otherwise', async () => {
    const { client, processes } = startClient(ok(notSetUp))
    await client.recheck()
    await client.recheck()
    expect(processes).toHaveLength(1)
    processes[0]?.say({ news: 'status', status: { state: 'keychainNotAnswering', storeExists: true } })
    expect(await client.recheck()).toEqual(notSetUp)
    expect(processes.map(({ isKilled }) => isKilled)).toEqual([true, false])
  })

  it('ends the process when it is closed, and starts no other', async () => {
    const { client, processes } = startClient()
    const listing = client.listKeys()
    await soon()
    client.close()
    await expect(listing).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(processes[0]?.isKilled).toBe(true)
    await expect(client.recheck()).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(processes).toHaveLength(1)
  })
})
