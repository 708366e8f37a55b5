import { expect, test } from 'vitest'
import { findKeys } from '../../../../src/renderer/src/keys/find-keys.ts'
import { awsKey, keyRow } from '../support/rows.ts'

const keys = [
  keyRow({ alias: 'backups' }),
  awsKey('backups-prod', 'eu-central-1', { description: 'Stockholm office' }),
  awsKey('payroll', 'us-east-1', { aliases: ['payroll', 'wages'], tags: { team: 'Finance' } }),
]
const found = (query: string) => findKeys(keys, query).map((key) => key.alias)

test.each([
  ['', ['backups', 'backups-prod', 'payroll']],
  ['BACKUPS', ['backups', 'backups-prod']],
  ['backups eu-central', ['backups-prod']],
  ['stockholm', ['backups-prod']],
  ['this computer', ['backups']],
  ['key/payroll', ['payroll']],
  ['wages', ['payroll']],
  ['team=finance', ['payroll']],
  ['nothing like it', []],
])('searching for "%s"', (query, aliases) => {
  expect(found(query)).toEqual(aliases)
})
