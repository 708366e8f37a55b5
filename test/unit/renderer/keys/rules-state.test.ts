import { describe, expect, test } from 'vitest'
import {
  daysContradict,
  daysFault,
  fieldsOf,
  operationsOf,
  rulesOf,
} from '../../../../src/renderer/src/keys/rules-state.ts'
import type { KeyRules } from '../../../../src/shared/model/local-key.ts'
import { keyRow } from '../support/rows.ts'

const none: KeyRules = { operations: null, requiredContext: [], notBefore: null, notAfter: null }
const symmetric = { ...keyRow(), usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' }

describe('the rules of a key in their form', () => {
  test('come back as they went in', () => {
    const rules: KeyRules = {
      operations: ['Decrypt'],
      requiredContext: [{ key: 'a', value: 'b' }],
      notBefore: new Date(2026, 4, 1).toISOString(),
      notAfter: new Date(2026, 5, 1).toISOString(),
    }
    expect(rulesOf(fieldsOf(rules, symmetric), symmetric)).toEqual(rules)
    expect(rulesOf(fieldsOf(none, symmetric), symmetric)).toEqual(none)
  })

  test('the last day is in: it ends where the next begins', () => {
    const fields = fieldsOf({ ...none, notAfter: new Date(2026, 5, 1).toISOString() }, symmetric)
    expect(fields.lastDay).toBe('2026-05-31')
  })

  test('everything allowed is no rule', () => {
    const fields = fieldsOf({ ...none, operations: ['Decrypt'] }, symmetric)
    const all = { ...fields, allowed: new Set(operationsOf(symmetric)) }
    expect(rulesOf(all, symmetric).operations).toBeNull()
  })

  test('nothing allowed is a rule that forbids all', () => {
    const fields = { ...fieldsOf(none, symmetric), allowed: new Set<never>() }
    expect(rulesOf(fields, symmetric).operations).toEqual([])
  })

  test('a last day before the first one is a contradiction, the same day is none', () => {
    const fields = { ...fieldsOf(none, symmetric), firstDay: '2026-05-02', lastDay: '2026-05-01' }
    expect(daysContradict(fields)).toBe(true)
    expect(daysContradict({ ...fields, lastDay: '2026-05-02' })).toBe(false)
  })

  test('text that is no day is no bound, and is not saved as none', () => {
    const fields = { ...fieldsOf(none, symmetric), firstDay: '31 Feb 2027' }
    expect(daysFault(fields)).toContain('12 Mar 2027')
    expect(daysFault({ ...fields, firstDay: '' })).toBeNull()
  })

  test('a signing key has signing to rule, and nothing else', () => {
    expect(operationsOf({ usage: 'SIGN_VERIFY', spec: 'RSA_2048' })).toEqual([
      'Sign',
      'Verify',
      'GetPublicKey',
    ])
  })
})
