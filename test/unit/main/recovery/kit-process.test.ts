import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeystoreSpawnOptions } from '../../../../src/main/keys/keystore/keystore-process.ts'
import { KitProcess, withKitProcess } from '../../../../src/main/recovery/kit-process.ts'

const environment = { HOME: '/an/empty/folder' }
const sheets = { paths: ['/kit.pdf'] }

let started: KeystoreSpawnOptions[]
let asked: { readonly id: number }[]
let kills: number
let answer: (data: unknown) => void
beforeEach(() => {
  ;[started, asked, kills] = [[], [], 0]
})
afterEach(() => expect(kills).toBeLessThanOrEqual(2))

const options = {
  environment,
  spawn: (given: KeystoreSpawnOptions) => {
    started.push(given)
    return {
      port: {
        postMessage: (message: unknown) => void asked.push(message as { readonly id: number }),
        onMessage: (listener: (data: unknown) => void) => void (answer = listener),
      },
      kill: () => void (kills += 1),
      onExit: () => undefined,
    }
  },
}

async function asking() {
  const kit = new KitProcess(options)
  const call = kit.call('readSheets', sheets).catch((error: unknown) => error)
  await Promise.resolve()
  return { kit, call, id: asked[0]?.id ?? 0 }
}

describe('a kit process', () => {
  it('is told its role and nothing else: no folder of a store, no name of a keychain', () => {
    new KitProcess(options).end()
    expect(started).toEqual([{ args: ['--keystore-role=kit'], environment }])
  })

  it('answers what was asked', async () => {
    const { call, id } = await asking()
    answer({ id, ok: true, value: { sheets: ['a'] } })
    expect(await call).toEqual({ sheets: ['a'] })
    expect(kills).toBe(0)
  })

  it.each<[string, (id: number) => unknown]>([
    ['a value of another form', (id) => ({ id, ok: true, value: { sheets: [1] } })],
    ['more than was asked', (id) => ({ id, ok: true, value: { sheets: [], more: 1 } })],
    ['an answer to nothing', (id) => ({ id: id + 1, ok: true, value: { sheets: [] } })],
    ['news, of which it has none', () => ({ news: 'changed', epoch: 3 })],
    ['no answer at all', () => 'hello'],
  ])('that gives %s is ended, and whoever waits is told', async (_what, data) => {
    const { kit, call, id } = await asking()
    answer(data(id))
    expect(await call).toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(kills).toBe(1)
    await expect(kit.call('readSheets', sheets)).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
  })

  it('that does not answer in time is ended', async () => {
    const kit = new KitProcess({ ...options, callTimeout: 1 })
    await expect(kit.call('readSheets', sheets)).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
    expect(kills).toBe(1)
  })

  it('is not asked what it does not know', async () => {
    const kit = new KitProcess(options)
    await expect(kit.call('readSheets', { paths: [] })).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect(asked).toEqual([])
  })

  it('is ended after its one task, whatever comes of it', async () => {
    await expect(withKitProcess(options, async () => 'done')).resolves.toBe('done')
    expect(kills).toBe(1)
    await expect(withKitProcess(options, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    expect(kills).toBe(2)
  })
})
