import { expect, test } from 'vitest'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { problemOf, valueOf } from '../../../../src/renderer/src/data/call.ts'

test('an answered problem is thrown with its code and facts, and comes back as the same problem', () => {
  const problem = {
    code: 'KEY_NAME_TAKEN',
    message: 'there is one already',
    facts: { name: 'backups' },
  } as const
  const attempt = () => valueOf<'manage.createLocal'>({ ok: false, problem })
  expect(attempt).toThrow(VaultError)
  try {
    attempt()
  } catch (error) {
    expect(problemOf(error)).toEqual(problem)
  }
})

test('an answered value is handed on', () => {
  expect(valueOf<'keys.refresh'>({ ok: true, value: {} })).toEqual({})
})

test('whatever else was thrown has words too', () => {
  expect(problemOf(new TypeError('no bridge')).code).toBe('INTERNAL')
})
