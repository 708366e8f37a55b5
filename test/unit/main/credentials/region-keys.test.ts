import { expect, it } from 'vitest'
import { KeyRowBook } from '../../../../src/main/credentials/key-row-book.ts'
import { RegionKeys } from '../../../../src/main/credentials/region-keys.ts'
import { arnOf } from '../../../support/kms-rows.ts'
import { MemoryKeyCache } from '../../../support/memory-key-cache.ts'
import { scriptedKms } from '../../../support/scripted-kms.ts'

/** A Region with one key, whose facts come once `letGo` is called. */
function region() {
  const book = new KeyRowBook()
  const cache = new MemoryKeyCache()
  const held = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const kms = scriptedKms({
    listKeys: () => ({ Keys: [{ KeyArn: arnOf('a') }] }),
    listAliases: () => ({ Aliases: [] }),
    describeKey: async () => {
      asked.resolve()
      await held.promise
      return { KeyMetadata: { KeyId: 'a', Arn: arnOf('a'), KeyState: 'Enabled', KeyManager: 'AWS' } }
    },
    getKeyRotationStatus: () => ({ KeyRotationEnabled: false }),
    listResourceTags: () => ({ Tags: [] }),
  })
  const keys = new RegionKeys({
    connectionId: 'c',
    region: 'eu-central-1',
    session: { call: kms.call, slowed: () => null },
    book,
    cache,
    now: () => new Date(0),
    onAccounts: () => undefined,
    onChange: () => undefined,
  })
  return { book, cache, keys, kms, asked: asked.promise, letGo: () => held.resolve() }
}

it('tells and keeps nothing more once the connection was closed', async () => {
  const { book, cache, keys, asked, letGo } = region()
  const reading = keys.read(new AbortController().signal)
  await asked
  keys.close()
  book.removeAll('c')
  await cache.forget('c')
  letGo()
  await reading
  expect(book.rows()).toEqual([])
  expect(await cache.rows('c')).toEqual([])
})

it('reads anew for whoever asks after it was stopped, though the stopped reading is not at its end yet', async () => {
  const { keys, kms, asked, letGo } = region()
  const stop = new AbortController()
  const stopped = keys.read(stop.signal)
  await asked
  stop.abort()
  const anew = keys.read(new AbortController().signal)
  letGo()
  await Promise.all([stopped, anew])
  expect(keys.status).toMatchObject({ state: 'read', keyCount: 1 })
  expect(kms.calls.filter((operation) => operation === 'ListKeys')).toHaveLength(2)
})
