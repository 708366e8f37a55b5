import { expect, test } from 'vitest'
import {
  principalOf,
  shortAccessKey,
  sourceText,
} from '../../../../src/renderer/src/words/connections-text.ts'

test.each([
  ['arn:aws:sts::111122223333:assumed-role/Operators/mira.lind', 'Operators'],
  ['arn:aws:iam::111122223333:user/mira', 'mira'],
  ['arn:aws:iam::111122223333:user/team/storage/mira', 'mira'],
  ['arn:aws:iam::111122223333:root', 'root'],
  ['arn:aws:sts::111122223333:federated-user/mira', 'mira'],
])('%s is known as %s', (arn, name) => {
  expect(principalOf({ account: '111122223333', arn })).toBe(name)
})

test('an access key’s id is shown by its ends', () => {
  expect(shortAccessKey('AKIAIOSFODNN7EXAMPLE')).toBe('AKIA…MPLE')
})

test('an access key says where its secret is', () => {
  expect(sourceText({ from: 'accessKey', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })).toMatch(/sealed/)
})
