import { expect, it } from 'vitest'
import type { KeyCheck } from '../../../../src/shared/model/plan.ts'
import {
  askedWith,
  keyStands,
  refusalWords,
  standExactly,
  standWords,
  unknownWords,
} from '../../../../src/renderer/src/words/key-check-words.ts'
import { door } from '../support/rows.ts'

const check = (
  name: string,
  action: string,
  outcome: KeyCheck['outcome'],
  problem: KeyCheck['problem'] = null,
): KeyCheck => ({
  label: door(name, { kind: 'aws', arn: `arn:${name}` }),
  action: `kms:${action}`,
  outcome,
  problem,
})

const offline = { code: 'KMS_UNREACHABLE', message: '', facts: {} } as const

it('a key stands as the worst of its uses', () => {
  const stands = keyStands([
    check('a', 'GenerateDataKey', 'allowed'),
    check('b', 'Encrypt', 'allowed'),
    check('a', 'Decrypt', 'denied'),
    check('b', 'Decrypt', 'unknown'),
    check('c', 'Decrypt', 'allowed'),
  ])
  expect(stands.map(standWords)).toEqual(['a refused', 'b not known', 'c may be used'])
  expect(stands.map(standExactly)[0]).toBe('kms:GenerateDataKey and kms:Decrypt on arn:a')
})

it('a question that reached nobody was no call', () => {
  const checks = [check('a', 'Decrypt', 'allowed'), check('b', 'Decrypt', 'unknown', offline)]
  expect(askedWith(checks, 2)).toBe('Asked with 1 KMS call.')
  expect(askedWith(checks, 250)).toContain('Only the first 2 of 250 uses')
  expect(keyStands(checks).map(unknownWords)).toEqual([
    '',
    'b: AWS KMS cannot be reached. It is asked again when its first file is begun.',
  ])
})

it('a refusal says which action on which key, and which files will fail', () => {
  const problem = { code: 'KMS_ACCESS_DENIED', message: '', facts: {} } as const
  expect(refusalWords(check('a', 'Encrypt', 'denied', problem))).toBe(
    'kms:Encrypt on a: AWS KMS refused. Every file that is encrypted to it will fail.',
  )
  expect(refusalWords(check('a', 'Decrypt', 'denied', problem))).toMatch(/to be opened, or to be checked/)
})
