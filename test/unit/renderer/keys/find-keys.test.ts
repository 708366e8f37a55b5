import { expect, test } from 'vitest'
import { findKeys } from '../../../../src/renderer/src/keys/find-keys.ts'
import { awsKey, keyRow } from '../support/rows.ts'

const keys = [
  keyRow({ alias: 'backups' }),
  awsKey('backups-prod', 'eu-central-1', { description: 'Stockholm office' }),
  awsKey('payroll', 'us-east-1'),
]
const found = (query: string) => findKeys(keys, query).map((key) => key.alias)

test.each([
  ['', ['backups', 'backups-prod', 'payroll']],
  ['BACKUPS', ['backups', 'backups-prod']],
  ['backups eu-central', ['backups-prod']],
  ['stockholm', ['backups-prod']],
  ['this computer', ['backups']],
  ['key/payroll', ['payroll']],
  ['nothing like it', []],
])('searching for "%s"', (query, aliases) => {
  expect(found(query)).toEqual(aliases)
})

test('ten thousand keys are searched in well under a frame or two', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => awsKey(`team-${index}`, 'eu-west-1'))
  const start = performance.now()
  expect(findKeys(many, 'team-9999')).toHaveLength(1)
  expect(performance.now() - start).toBeLessThan(200)
})
