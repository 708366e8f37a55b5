import { keyLimits } from '../../../../src/shared/kms/key-limits.ts'
import { FakeError } from '../fake-error.ts'
import type { FakeKey } from '../fake-key.ts'
import type { Input } from '../input.ts'
import { pageOf } from '../paging.ts'
import { namedKey, type FakeKeyOperation, type OperationScope } from './operation.ts'

export const tagOperations = {
  ListResourceTags: { keyFrom: namedKey, readsOnly: true, run: listTags },
  TagResource: { keyFrom: namedKey, run: tag },
  UntagResource: { keyFrom: namedKey, run: untag },
} as const satisfies Record<string, FakeKeyOperation>

function listTags(key: FakeKey, { input }: OperationScope) {
  const page = pageOf(answeredTags(key), input, { byDefault: 50, most: 50 })
  return { Tags: page.items, ...page.rest }
}

function tag(key: FakeKey, { input }: OperationScope) {
  const tags = readTags(input)
  if (tags.length === 0) throw new FakeError('ValidationException', 'Tags must not be empty')
  const names = new Set([...key.tags.keys(), ...tags.map(([name]) => name)])
  if (names.size > keyLimits.tags) throw new FakeError('LimitExceededException', 'Too many tags.')
  for (const [name, value] of tags) key.tags.set(name, value)
  return {}
}

function untag(key: FakeKey, { input }: OperationScope) {
  for (const name of input.texts('TagKeys')) key.tags.delete(name)
  return {}
}

/** The `Tags` of a request. Throws TagException. */
export function readTags(input: Input): readonly (readonly [string, string])[] {
  const tags = input.list('Tags').map((entry) => {
    const name = entry.required('TagKey')
    const value = entry.text('TagValue') ?? ''
    const { tagKeyLength, tagValueLength, reservedTag } = keyLimits
    const fits = name.length <= tagKeyLength && value.length <= tagValueLength
    if (!fits || reservedTag.test(name)) throw new FakeError('TagException', `Tag ${name} is not valid`)
    return [name, value] as const
  })
  if (new Set(tags.map(([name]) => name)).size !== tags.length) {
    throw new FakeError('TagException', 'Duplicate tag keys')
  }
  return tags
}

export function answeredTags({ tags }: FakeKey) {
  return [...tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue }))
}
