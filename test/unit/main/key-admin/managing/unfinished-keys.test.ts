import { expect, it } from 'vitest'
import { UnfinishedKeys } from '../../../../../src/main/key-admin/managing/unfinished-keys.ts'
import type { KeyArn } from '../../../../../src/main/keys/aws-kms/key-arn.ts'
import type { NewKeyDraft } from '../../../../../src/shared/model/key-page.ts'
import { arnOf } from '../../../../support/kms-rows.ts'

const draft: NewKeyDraft = {
  connectionId: 'c',
  region: 'eu-central-1',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  multiRegion: false,
  alias: 'a',
  description: '',
  tags: { x: '1', y: '2' },
  administrators: [],
  users: [],
  accountRoot: true,
}
const keyArn = arnOf('k') as KeyArn

let time = 0
const now = () => new Date(time)
const nameless = { state: 'nameless', keyArn } as const

it('a key waits for its alias, whatever alias, until it has one', () => {
  const keys = new UnfinishedKeys(now)
  keys.wait(draft, nameless)
  expect(keys.of({ ...draft, alias: 'b', tags: { y: '2', x: '1' } })).toStrictEqual(nameless)
  keys.finish(keyArn)
  expect(keys.of(draft)).toBeNull()
})

it('another draft is another key', () => {
  const keys = new UnfinishedKeys(now)
  keys.wait(draft, nameless)
  for (const change of [{ region: 'us-east-1' }, { description: 'x' }, { tags: {} }, { users: ['u'] }]) {
    expect(keys.of({ ...draft, ...change })).toBeNull()
  }
})

it('after a quarter of an hour the same draft is another key', () => {
  const keys = new UnfinishedKeys(now)
  keys.wait(draft, nameless)
  time += 15 * 60_000
  expect(keys.of(draft)).toStrictEqual(nameless)
  time += 1
  expect(keys.of(draft)).toBeNull()
})
