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
    late: 0,
    slow: null as Promise<void> | null,
    lateness: Promise.withResolvers<void>(),
  }
  const list = new KeyList({
    localRows: async () => {
      await world.slow
      return world.local
    },
    onLate: () => (world.late += 1),
    wait: () => world.lateness.promise,
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

it('AWS keys do not wait for a keystore that takes its time, and the page is told once it has answered', async () => {
  const { world, list } = room()
  const keychain = Promise.withResolvers<void>()
  world.slow = keychain.promise
  world.lateness.resolve()
  const first = await list.changesSince(0)
  expect(ids(first.keys)).toEqual(['k'])
  keychain.resolve()
  await new Promise((resolve) => setImmediate(resolve))
  expect(world.late).toBe(1)
  world.slow = new Promise(() => undefined)
  expect(ids((await list.changesSince(first.version)).keys)).toEqual(['a', 'b'])
})

it('a keystore that is always slow is asked about no more than the page asks', async () => {
  const { world, list } = room()
  world.lateness.resolve()
  let version = 0
  for (let ask = 0; ask < 4; ask += 1) {
    world.slow = new Promise((resolve) => setImmediate(resolve))
    ;({ version } = await list.changesSince(version))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(world.late).toBe(1)
})
