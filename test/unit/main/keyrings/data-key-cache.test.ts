import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DataKeyCache } from '../../../../src/main/keyrings/data-key-cache.ts'
import { dataKeyLimits } from '../../../../src/main/keyrings/data-key-limits.ts'
import type { Keyring, UnwrapOutcome, WrapOutcome } from '../../../../src/main/keyrings/keyring.ts'
import { beginMessage } from '../../../../src/main/message/begin-message.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { aesKeyring, bytesOf, fresh, rejection } from './support/doors.ts'

/** A keyring that counts its calls, keeps what it gave away, and may be told to wait or to fail first. */
function counted(inner: Keyring = aesKeyring('a')) {
  const wraps: WrapOutcome[] = []
  const unwraps: UnwrapOutcome[] = []
  const signals: (AbortSignal | undefined)[] = []
  const state = { before: (): Promise<void> => Promise.resolve() }
  const keyring: Keyring = {
    wrap: async (request) => {
      signals.push(request.signal)
      await state.before()
      // As a holder that answers whatever became of whoever asked.
      const outcome = await inner.wrap({ context: request.context, dataKeyLength: request.dataKeyLength })
      wraps.push(outcome)
      return outcome
    },
    unwrap: async (request) => {
      signals.push(request.signal)
      await state.before()
      const outcome = await inner.unwrap(request)
      unwraps.push(outcome)
      return outcome
    },
  }
  return Object.assign(state, { keyring, wraps, unwraps, signals })
}

const use = { doors: 'all', bytes: 10 }
const small = { ...dataKeyLimits, messages: 3, bytes: 100, milliseconds: 1000 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('one data key for many messages', () => {
  it('is asked for once, by however many at the same time, and everyone has a copy of its own', async () => {
    const inner = counted()
    const cache = new DataKeyCache()
    const made = await Promise.all(
      Array.from({ length: 50 }, () => cache.keyring(inner.keyring, use).wrap(fresh)),
    )
    expect(inner.wraps).toHaveLength(1)
    const [first, second] = made
    expect(bytesOf(first?.dataKey ?? Secret.random(32))).toEqual(
      bytesOf(second?.dataKey ?? Secret.random(32)),
    )
    first?.dataKey.wipe()
    expect(second?.dataKey.isWiped).toBe(false)
    expect(second?.encryptedDataKeys).toEqual(inner.wraps[0]?.encryptedDataKeys)
  })

  it('is another one after so many messages, so many bytes, so much time', async () => {
    const inner = counted()
    const cache = new DataKeyCache(small)
    const wrap = (bytes: number) => cache.keyring(inner.keyring, { ...use, bytes }).wrap(fresh)
    for (let message = 0; message < 4; message++) await wrap(1)
    expect(inner.wraps).toHaveLength(2)
    await wrap(99)
    expect(inner.wraps).toHaveLength(2)
    await wrap(1)
    expect(inner.wraps).toHaveLength(3)
    await vi.advanceTimersByTimeAsync(1000)
    await wrap(1)
    expect(inner.wraps).toHaveLength(4)
  })

  it('is another one after a sleep that no timer saw, and after the clock was set back', async () => {
    const inner = counted()
    let now = 1_000_000
    const cache = new DataKeyCache(small, () => now)
    const wrap = () => cache.keyring(inner.keyring, use).wrap(fresh)
    await wrap()
    now += 999
    await wrap()
    expect(inner.wraps).toHaveLength(1)
    now += 1
    await wrap()
    expect(inner.wraps).toHaveLength(2)
    expect(inner.wraps[0]?.dataKey.isWiped).toBe(true)
    now -= 1
    await wrap()
    expect(inner.wraps).toHaveLength(3)
  })

  it('is not shared by a file beyond the limit of bytes', async () => {
    const inner = counted()
    const cache = new DataKeyCache(small)
    for (let message = 0; message < 2; message++)
      await cache.keyring(inner.keyring, { ...use, bytes: 101 }).wrap(fresh)
    expect(inner.wraps).toHaveLength(2)
  })

  it('is not shared between other pairs, other doors or another length', async () => {
    const inner = counted()
    const cache = new DataKeyCache()
    const requests = [
      [fresh, use],
      [{ ...fresh, context: new Map([['a', 'b']]) }, use],
      [{ ...fresh, context: new Map([['a', 'c']]) }, use],
      [fresh, { ...use, doors: 'others' }],
      [{ ...fresh, dataKeyLength: 16 }, use],
    ] as const
    for (const [request, by] of requests) await cache.keyring(inner.keyring, by).wrap(request)
    expect(inner.wraps).toHaveLength(requests.length)
  })

  it('is the same whatever order the pairs are in', async () => {
    const inner = counted()
    const cache = new DataKeyCache()
    const pairs = [
      ['a', '1'],
      ['b', '2'],
    ] as const
    for (const context of [new Map(pairs), new Map(pairs.toReversed())])
      await cache.keyring(inner.keyring, use).wrap({ ...fresh, context })
    expect(inner.wraps).toHaveLength(1)
  })

  it('is refused to signed messages, whose signing key would be shared too', async () => {
    const cache = new DataKeyCache()
    const context = new Map([['aws-crypto-public-key', 'x']])
    const wrapped = cache.keyring(counted().keyring, use).wrap({ ...fresh, context })
    expect(await rejection(wrapped)).toBe('INVALID_REQUEST')
  })

  it('tells a message whether others have its data key', async () => {
    const cache = new DataKeyCache()
    const { keyring } = counted()
    const [first, second] = [cache.keyring(keyring, use), cache.keyring(keyring, use)]
    await first.wrap(fresh)
    expect(first.dataKeyIsShared).toBe(false)
    await second.wrap(fresh)
    expect([first.dataKeyIsShared, second.dataKeyIsShared]).toEqual([true, true])
  })

  it('ends with a message that is abandoned: the message begun anew has another one', async () => {
    const inner = counted()
    const cache = new DataKeyCache()
    const message = cache.keyring(inner.keyring, use)
    const before = await message.wrap(fresh)
    const anew = await message.wrap(fresh)
    expect(bytesOf(anew.dataKey)).not.toEqual(bytesOf(before.dataKey))
    await cache.keyring(inner.keyring, use).wrap(fresh)
    expect(inner.wraps).toHaveLength(2)
  })

  it('gives each message keys of its own: no (key, IV) pair is ever used twice', async () => {
    const cache = new DataKeyCache()
    const inner = counted()
    const keys = new Set<string>()
    for (let message = 0; message < 200; message++) {
      const { dataKey, encryptedDataKeys } = await cache.keyring(inner.keyring, use).wrap(fresh)
      const begun = beginMessage({ dataKey, encryptedDataKeys, context: fresh.context, frameLength: 4096 })
      keys.add(begun.handOver().key.export().toString('hex'))
    }
    expect(inner.wraps).toHaveLength(1)
    expect(keys.size).toBe(200)
  })
})

describe('a data key that serves nobody any more', () => {
  it('is wiped at its limits, at its age, and when all are wiped', async () => {
    const inner = counted()
    const cache = new DataKeyCache(small)
    const wrap = () => cache.keyring(inner.keyring, use).wrap(fresh)
    const isWiped = () => inner.wraps.map(({ dataKey }) => dataKey.isWiped)
    for (let message = 0; message < 4; message++) await wrap()
    await vi.advanceTimersByTimeAsync(0)
    expect(isWiped()).toEqual([true, false])
    await vi.advanceTimersByTimeAsync(1000)
    expect(isWiped()).toEqual([true, true])
    const copy = await wrap()
    cache.wipe()
    await vi.advanceTimersByTimeAsync(0)
    expect(isWiped()).toEqual([true, true, true])
    expect(copy.dataKey.isWiped).toBe(false)
  })

  it('is still given to those who waited for it when all were wiped', async () => {
    const inner = counted()
    const gate = Promise.withResolvers<void>()
    inner.before = () => gate.promise
    const cache = new DataKeyCache()
    const waiting = [1, 2].map(() => cache.keyring(inner.keyring, use).wrap(fresh))
    cache.wipe()
    gate.resolve()
    for (const { dataKey } of await Promise.all(waiting)) expect(dataKey.isWiped).toBe(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(inner.wraps[0]?.dataKey.isWiped).toBe(true)
  })
})

describe('what goes wrong for one', () => {
  it('a refusal is told to all who waited for it, and asked again by the next', async () => {
    const inner = counted()
    inner.before = () => Promise.reject(new VaultError('KMS_ACCESS_DENIED', 'no'))
    const cache = new DataKeyCache()
    const waiting = [1, 2].map(() => rejection(cache.keyring(inner.keyring, use).wrap(fresh)))
    expect(await Promise.all(waiting)).toEqual(['KMS_ACCESS_DENIED', 'KMS_ACCESS_DENIED'])
    expect(inner.signals).toHaveLength(1)
    inner.before = () => Promise.resolve()
    await cache.keyring(inner.keyring, use).wrap(fresh)
    expect(inner.wraps).toHaveLength(1)
  })

  it('a cancel of the job that asked does not take the answer from the others', async () => {
    const inner = counted()
    const gate = Promise.withResolvers<void>()
    inner.before = () => gate.promise
    const cache = new DataKeyCache()
    const controller = new AbortController()
    const first = cache.keyring(inner.keyring, use).wrap({ ...fresh, signal: controller.signal })
    const second = cache.keyring(inner.keyring, use).wrap(fresh)
    controller.abort()
    expect(await rejection(first)).toBe('CANCELLED')
    gate.resolve()
    expect((await second).dataKey.isWiped).toBe(false)
  })

  it('a call that nobody waits for any more is cancelled, and its answer is wiped', async () => {
    const inner = counted()
    const gate = Promise.withResolvers<void>()
    inner.before = () => gate.promise
    const cache = new DataKeyCache()
    const controller = new AbortController()
    const request = { ...fresh, signal: controller.signal }
    const waiting = [1, 2].map(() => rejection(cache.keyring(inner.keyring, use).wrap(request)))
    controller.abort()
    expect(await Promise.all(waiting)).toEqual(['CANCELLED', 'CANCELLED'])
    expect(inner.signals[0]?.aborted).toBe(true)
    gate.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(inner.wraps[0]?.dataKey.isWiped).toBe(true)
    expect(await rejection(cache.keyring(inner.keyring, use).wrap(request))).toBe('CANCELLED')
  })
})

describe('unwraps', () => {
  it('of the same encrypted data keys are one call; other ones are another', async () => {
    const inner = counted()
    const cache = new DataKeyCache()
    const [a, b] = [await inner.keyring.wrap(fresh), await inner.keyring.wrap(fresh)]
    for (const { dataKey, encryptedDataKeys } of [a, a, b, a]) {
      // Another array of the same bytes, as each message brings its own.
      const own = structuredClone(encryptedDataKeys)
      const outcome = await cache.keyring(inner.keyring, use).unwrap({ ...fresh, encryptedDataKeys: own })
      expect(outcome.opened && bytesOf(outcome.dataKey)).toEqual(bytesOf(dataKey))
      expect(outcome.opened && outcome.encryptedDataKey).toBe(own[0])
    }
    expect(inner.unwraps).toHaveLength(2)
  })

  it('that no door opened are not kept', async () => {
    const inner = counted()
    const cache = new DataKeyCache()
    const { encryptedDataKeys } = await aesKeyring('a').wrap(fresh)
    for (let message = 0; message < 2; message++) {
      const outcome = await cache.keyring(inner.keyring, use).unwrap({ ...fresh, encryptedDataKeys })
      expect(outcome.opened).toBe(false)
    }
    expect(inner.unwraps).toHaveLength(2)
  })

  it('are kept for so many messages at once only: the oldest is wiped', async () => {
    const inner = counted()
    const cache = new DataKeyCache({ ...dataKeyLimits, answers: 2 })
    const messages = await Promise.all([1, 2, 3].map(() => inner.keyring.wrap(fresh)))
    for (const { encryptedDataKeys } of messages)
      await cache.keyring(inner.keyring, use).unwrap({ ...fresh, encryptedDataKeys })
    await vi.advanceTimersByTimeAsync(0)
    const isWiped = inner.unwraps.map((outcome) => outcome.opened && outcome.dataKey.isWiped)
    expect(isWiped).toEqual([true, false, false])
  })
})
