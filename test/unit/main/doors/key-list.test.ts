import { expect, it } from 'vitest'
import { KeyList } from '../../../../src/main/doors/key-list.ts'
import type { KeyRef, KeyRow } from '../../../../src/shared/model/key.ts'
import { kmsRow } from '../../../support/kms-rows.ts'

const local = (keyId: string, change: Partial<KeyRow> = {}): KeyRow =>
  kmsRow(keyId, { ref: { service: 'local', keyId }, arn: null, ...change })

const ids = (rows: readonly KeyRow[]) => rows.map(({ keyId }) => keyId)

function room() {
  const world = {
    local: [local('a'), local('b')],
    aws: { version: 1, keys: [kmsRow('k')] as KeyRow[], gone: [] as KeyRef[] },
    asked: [] as number[],
    broken: false,
  }
  const list = new KeyList({
    localRows: async () => world.local,
    awsChanges: async (since) => {
      world.asked.push(since)
      if (world.broken) throw new Error('the document cannot be read')
      return since >= world.aws.version ? { version: world.aws.version, keys: [], gone: [] } : world.aws
    },
  })
  return { world, list }
}

it('tells every key at first, then only what changed', async () => {
  const { world, list } = room()
  const first = await list.changesSince(0)
  expect(ids(first.keys)).toEqual(['a', 'b', 'k'])
  const second = await list.changesSince(first.version)
  expect([second.keys, second.gone]).toEqual([[], []])
  world.local = [local('a'), local('b', { state: 'Disabled' }), local('c')]
  world.aws = { version: 2, keys: [kmsRow('new')], gone: [] }
  expect(ids((await list.changesSince(second.version)).keys)).toEqual(['b', 'c', 'new'])
  expect(world.asked).toEqual([0, 1, 1])
})

it('tells keys that went away, of both services', async () => {
  const { world, list } = room()
  const { version } = await list.changesSince(0)
  const ref: KeyRef = { service: 'aws', connectionId: 'c', keyArn: 'arn' }
  world.local = [local('b')]
  world.aws = { version: 2, keys: [], gone: [ref] }
  expect((await list.changesSince(version)).gone).toEqual([{ service: 'local', keyId: 'a' }, ref])
})

it('a page that was loaded again, or asks with what nobody knows, gets every key', async () => {
  const { list } = room()
  await list.changesSince(0)
  expect(ids((await list.changesSince(0)).keys)).toEqual(['a', 'b', 'k'])
  expect(ids((await list.changesSince(999)).keys)).toEqual(['a', 'b', 'k'])
})

it('connections that cannot be read keep nobody from the local keys', async () => {
  const { world, list } = room()
  world.broken = true
  const first = await list.changesSince(0)
  expect(ids(first.keys)).toEqual(['a', 'b'])
  world.broken = false
  expect(ids((await list.changesSince(first.version)).keys)).toEqual(['k'])
})
