import { expect, it } from 'vitest'
import { KeyRowBook } from '../../../../src/main/credentials/key-row-book.ts'
import { RegionKeys } from '../../../../src/main/credentials/region-keys.ts'
import type { RotationProgress } from '../../../../src/shared/model/connection.ts'
import { arnOf, kmsRow } from '../../../support/kms-rows.ts'
import { MemoryKeyCache } from '../../../support/memory-key-cache.ts'
import { scriptedKms } from '../../../support/scripted-kms.ts'

const now = new Date('2026-11-23T12:00:00.000Z')

/** A Region whose keys were read, and whose rotations are read at a clock that stands still. */
function region(ids: readonly string[]) {
  const book = new KeyRowBook()
  book.set(
    'c',
    ids.map((id) => kmsRow(id)),
  )
  const asked: string[] = []
  const told: (RotationProgress | null)[] = []
  const kms = scriptedKms({
    listKeyRotations: ({ KeyId }: { KeyId: string }) => {
      asked.push(KeyId)
      return { Rotations: [{ KeyMaterialId: 'm1', KeyMaterialState: 'CURRENT' }] }
    },
  })
  const keys: RegionKeys = new RegionKeys({
    connectionId: 'c',
    region: 'eu-central-1',
    session: { call: kms.call, slowed: () => null },
    book,
    cache: new MemoryKeyCache(() => now),
    now: () => now,
    onAccounts: () => undefined,
    onChange: () => told.push(keys.rotationProgress),
  })
  const read = (first: readonly string[] = []) =>
    keys.readRotations(new Set(first.map(arnOf)), new AbortController().signal)
  return { asked, told, read, keys }
}

it('tells how many keys are to be read and are, and nothing once it is done', async () => {
  const { told, read, keys } = region(['a', 'b'])
  await read()
  expect(told).toContainEqual({ done: 0, total: 2 })
  expect(told).toContainEqual({ done: 2, total: 2 })
  expect(told.at(-1)).toBeNull()
  expect(keys.rotationProgress).toBeNull()
})

it('reads keys with known files first, and no key again that was just read', async () => {
  const { asked, read } = region(['a', 'b'])
  await read(['b'])
  await read()
  expect(asked).toEqual([arnOf('b'), arnOf('a')])
})
