import { expect, test } from 'vitest'
import { checkAlias } from '../../../../src/renderer/src/keys/check-alias.ts'
import { awsKey } from '../support/rows.ts'

const row = awsKey('payroll', 'eu-west-1')
const near = awsKey('reports', 'eu-west-1')
const far = awsKey('archive', 'us-east-1')
const check = (name: string, of = row) => checkAlias(name, of, [row, near, far])

test.each([
  ['', 'empty'],
  ['pay roll', 'characters'],
  ['gehälter', 'characters'],
  ['aws/mine', 'reserved'],
  ['payroll', 'hasAlready'],
  ['x'.repeat(251), 'tooLong'],
])('%j cannot become an alias: %s', (name, fault) => {
  expect(check(name)).toEqual({ fault, owner: null })
})

test.each(['payroll-2026', 'team/payroll_2', 'x'.repeat(250)])('%j can', (name) => {
  expect(check(name)).toEqual({ fault: null, owner: null })
})

test('a name that another key of the account and Region has is told with that key', () => {
  expect(check('reports').owner).toBe(near)
})

test('the same name in another Region is free', () => {
  expect(check('archive').owner).toBeNull()
})

test('a key with fifty names takes no more', () => {
  const full = { ...row, aliases: Array.from({ length: 50 }, (_, index) => `name-${index}`) }
  expect(check('one-more', full).fault).toBe('tooMany')
})
