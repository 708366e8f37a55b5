import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { callLimits } from '../../../../../src/main/keys/keystore/call-limits.ts'
import {
  KeystoreClient,
  type KeystoreClientOptions,
} from '../../../../../src/main/keys/keystore/keystore-client.ts'
import type {
  KeystoreProcess,
  KeystoreSpawnOptions,
} from '../../../../../src/main/keys/keystore/keystore-process.ts'
import type { VaultStatus } from '../../../../../src/shared/model/vault.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'

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

function startClient(
  answer: FakeProcess['answer'] = () => undefined,
  soon = 1000,
  more: Partial<KeystoreClientOptions> = {},
) {
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
    limits: { soon, long: soon },
    now: () => new Date('2026-11-23T09:00:00.000Z'),
    ...more,
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

  it('gives what may take long its time, and what waits behind it', async () => {
    const { client, processes } = startClient(undefined, 0, { limits: { soon: 5, long: 10_000 } })
    const [long, behind] = [client.recheck(), client.listKeys()]
    await pause(30)
    const [fake] = processes
    expect(fake?.isKilled).toBe(false)
    fake?.say({ id: 1, ok: true, value: notSetUp })
    expect(await long).toEqual(notSetUp)
    fake?.say({ id: 2, ok: true, value: [] })
    expect(await behind).toEqual([])
  })

  it('waits no longer than usual once the long one has its answer', async () => {
    const { client, processes } = startClient(undefined, 0, { limits: { soon: 5, long: 10_000 } })
    const [long, behind] = [client.recheck(), client.listKeys()]
    processes[0]?.say({ id: 1, ok: true, value: notSetUp })
    await long
    await expect(behind).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(processes[0]?.isKilled).toBe(true)
  })

  it('notices the death of a process in the middle of a long one, and ends one that hangs', async () => {
    const { client, processes } = startClient(undefined, 0, { limits: { soon: 1, long: 10 } })
    const dies = client.recheck()
    await soon()
    processes[0]?.exit(1)
    await expect(dies).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    await expect(client.recheck()).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(processes[1]?.isKilled).toBe(true)
  })

  it.each([
    'restoreBackup',
    'writeBackup',
    'restoreSnapshot',
    'setProtection',
    'check',
    'health',
    'unlock',
    'deleteKey',
    'checkActivity',
  ] as const)('%s may take long', (operation) => {
    expect(callLimits[operation]).toBe('long')
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

describe('locking over the port', () => {
  const open: VaultStatus = {
    state: 'open',
    keychain: 'Secret Service',
    storeId: keyId,
    createdAt: '2026-11-23T08:00:00.000Z',
    keyCount: 0,
    mode: 'passphrase',
  }
  const atStart: VaultStatus = {
    state: 'locked',
    mode: 'passphrase',
    cause: 'start',
    at: '2026-11-23T09:30:00.000Z',
    wrongTries: 2,
    retryAt: null,
  }
  const lockedByPerson = {
    state: 'locked',
    mode: 'passphrase',
    cause: 'person',
    at: '2026-11-23T09:00:00.000Z',
    wrongTries: 0,
    retryAt: null,
  }

  /** A client whose first process has the store open; `answer` overrides what a process says. */
  async function opened(answer: FakeProcess['answer'] = () => undefined, more = {}) {
    const usual = (request: Request): unknown => {
      const { id, operation } = request
      if (operation === 'prepareLock') return { id, ok: true, value: {} }
      if (operation === 'status')
        return { id, ok: true, value: started.processes.length === 1 ? open : atStart }
      return undefined
    }
    const started = startClient((request) => answer(request) ?? usual(request), 1000, more)
    await started.client.status()
    started.processes[0]?.say({ news: 'status', status: open })
    return started
  }

  it('asks the process to close its store, ends it, and says who locked it and when', async () => {
    const { client, processes, states } = await opened()
    expect(await client.lock('person')).toEqual(lockedByPerson)
    expect(processes[0]?.requests.at(-1)).toMatchObject({
      operation: 'prepareLock',
      input: { cause: 'person' },
    })
    expect(processes.map(({ isKilled }) => isKilled)).toEqual([true])
    expect(states).toEqual(['starting', 'open', 'locked'])
  })

  it('is done once however often it is asked for', async () => {
    const { client, processes } = await opened()
    const both = await Promise.all([client.lock('person'), client.lock('idle')])
    expect(both).toEqual([lockedByPerson, lockedByPerson])
    expect(await client.lock('suspend')).toEqual(lockedByPerson)
    expect(processes).toHaveLength(1)
  })

  it('starts no process to tell that it is locked', async () => {
    const { client, processes } = await opened()
    await client.lock('person')
    expect(await client.status()).toEqual(lockedByPerson)
    expect(processes).toHaveLength(1)
  })

  it('starts the next process locked, which knows the tries and not the cause', async () => {
    const { client, processes, spawned, states } = await opened()
    await client.lock('person')
    void client.call('setLogging', { details: false, refuseUnlogged: true }).catch(() => undefined)
    await soon()
    expect(spawned.map(({ args }) => args.includes('--keystore-start=locked'))).toEqual([false, true])
    processes[1]?.say({ news: 'status', status: atStart })
    expect(await client.status()).toEqual({ ...lockedByPerson, wrongTries: 2 })
    expect(states).toEqual(['starting', 'open', 'locked', 'locked'])
    client.close()
  })

  it('unlocks in that process, and the one after it opens by itself again', async () => {
    const { client, processes, spawned } = await opened()
    await client.lock('person')
    const unlocking = client.unlock('the passphrase')
    await soon()
    const [, second] = processes
    expect(second?.requests[0]).toMatchObject({
      operation: 'unlock',
      input: { passphrase: 'the passphrase' },
    })
    second?.say({ news: 'status', status: open })
    second?.say({ id: second.requests[0]?.id, ok: true, value: open })
    expect(await unlocking).toEqual(open)
    second?.exit(1)
    await client.recheck().catch(() => undefined)
    expect(spawned[2]?.args.includes('--keystore-start=locked')).toBe(false)
  })

  it('passes on that a passphrase is wrong', async () => {
    const facts = { left: 9 }
    const { client } = await opened(({ id, operation }) =>
      operation === 'unlock'
        ? { id, ok: false, error: { code: 'PASSPHRASE_WRONG', message: 'wrong', facts } }
        : undefined,
    )
    await client.lock('person')
    await expect(client.unlock('wrong')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG', facts })
  })

  it('fails calls that wait with KEYSTORE_LOCKED', async () => {
    const { client } = await opened()
    const waiting = expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    await client.lock('idle')
    await waiting
  })

  it('ends a process that does not get done with its changes', async () => {
    const { client, processes } = await opened(
      ({ operation }) => (operation === 'prepareLock' ? null : undefined),
      { lockTimeout: 10 },
    )
    const [first] = processes
    const say = first?.say.bind(first)
    if (first !== undefined) first.say = (data) => (data === null ? undefined : say?.(data))
    expect(await client.lock('suspend')).toMatchObject({ state: 'locked', cause: 'suspend' })
    expect(first?.isKilled).toBe(true)
  })

  it('leaves a store that is not open as it is', async () => {
    const { client, processes } = startClient(ok(notSetUp))
    await client.status()
    processes[0]?.say({ news: 'status', status: notSetUp })
    expect(await client.lock('idle')).toEqual(notSetUp)
    expect(processes[0]?.isKilled).toBe(false)
  })

  const damaged: VaultStatus = { state: 'damaged', detail: 'd', findings: [], snapshot: null }

  it('ends the process of a store that is damaged too: a right passphrase may be in its memory', async () => {
    const { client, processes, spawned } = startClient(({ id, operation }) => {
      if (operation === 'prepareLock') {
        processes[0]?.say({ news: 'status', status: { ...atStart, cause: 'idle' } })
        return { id, ok: true, value: {} }
      }
      return { id, ok: true, value: damaged }
    })
    await client.status()
    processes[0]?.say({ news: 'status', status: damaged })
    expect(await client.lock('idle')).toMatchObject({ state: 'locked', cause: 'idle' })
    expect(processes.map(({ isKilled }) => isKilled)).toEqual([true])
    void client.unlock('x').catch(() => undefined)
    await soon()
    expect(spawned[1]?.args).toContain('--keystore-start=locked')
    client.close()
  })

  it('asks a new process for the state of one that does not tell how it is unlocked', async () => {
    const { client, processes, spawned } = startClient(ok(damaged))
    await client.status()
    processes[0]?.say({ news: 'status', status: damaged })
    const fake = processes[0]
    if (fake !== undefined) fake.answer = ({ id }) => ({ id, ok: true, value: {} })
    expect(await client.lock('idle')).toEqual(damaged)
    expect(processes.map(({ isKilled }) => isKilled)).toEqual([true, false])
    expect(spawned[1]?.args).toContain('--keystore-start=locked')
    client.close()
  })

  it('can be so from the start', async () => {
    const { client, spawned } = startClient(ok(atStart), 1000, { startLocked: true })
    expect(await client.status()).toEqual(atStart)
    expect(spawned[0]?.args).toContain('--keystore-start=locked')
  })

  it('sends nothing that may not pass, whoever asks, and locks all the same', async () => {
    let mayPass = true
    const check = (operation: string): void => {
      if (!mayPass && operation !== 'status') throw new VaultError('KEYSTORE_LOCKED', 'locked')
    }
    const { client, processes } = startClient(
      ({ id, operation }) => ({ id, ok: true, value: operation === 'prepareLock' ? {} : open }),
      1000,
      { check },
    )
    await client.status()
    processes[0]?.say({ news: 'status', status: open })
    mayPass = false
    await expect(client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    await expect(client.recheck()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    expect(await client.status()).toEqual(open)
    expect(await client.lock('person')).toMatchObject({ state: 'locked' })
    expect(processes[0]?.requests.map(({ operation }) => operation)).toEqual([
      'status',
      'status',
      'prepareLock',
    ])
  })

  it('stays so where the locked process ends', async () => {
    const { client, processes } = await opened()
    await client.lock('person')
    const call = client.listKeys()
    await soon()
    processes[1]?.exit(1)
    await expect(call).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(await client.status()).toEqual(lockedByPerson)
  })
})
