import { expect, test } from 'vitest'
import {
  firstFields,
  type WizardFields,
} from '../../../../../src/renderer/src/key-depth/wizard/wizard-fields.ts'
import { wizardObstacle } from '../../../../../src/renderer/src/key-depth/wizard/wizard-obstacle.ts'
import { accessText, nameText } from '../../../../../src/renderer/src/words/wizard-text.ts'
import { keyRow } from '../../support/rows.ts'

const place = { connectionId: 'production', region: 'eu-central-1' }
const fields = (change: Partial<WizardFields> = {}): WizardFields => ({
  ...firstFields([]),
  ...place,
  home: 'aws',
  alias: 'site-archive',
  ...change,
})
const role = 'arn:aws:iam::111122223333:role/team/KeyAdmins'

test.each([
  ['', nameText.aliasNeeded],
  ['site archive', nameText.aliasFault],
  ['aws/s3', nameText.aliasAws],
  ['alias/site-archive', null],
])('the name “%s”: %s', (alias, reason) => {
  expect(wizardObstacle('name', fields({ alias }), [])).toBe(reason)
})

const taken = (region: string) =>
  keyRow({
    ref: { service: 'aws', connectionId: 'production', keyArn: `arn:aws:kms:${region}:1:key/2` },
    region,
    aliases: ['site-archive'],
  })

test('a name is taken only by a key of the same connection and Region', () => {
  expect(wizardObstacle('name', fields(), [taken('eu-central-1')])).toBe(nameText.aliasTaken)
  expect(wizardObstacle('name', fields(), [taken('us-east-1')])).toBeNull()
})

test.each([
  [[{ key: '', value: 'x' }]],
  [[{ key: 'aws:team', value: '' }]],
  [
    [
      { key: 'team', value: 'a' },
      { key: ' team', value: 'b' },
    ],
  ],
])('tags that AWS would refuse stand in the way: %o', (tags) => {
  expect(wizardObstacle('name', fields({ tags }), [])).toBe(nameText.tagFault)
})

test('a line that is no ARN is named', () => {
  expect(wizardObstacle('access', fields({ users: `${role}\nOperators` }), [])).toBe(
    accessText.notArn('Operators'),
  )
})

test('users, roles, sessions and accounts can be named', () => {
  const users = [
    role,
    'arn:aws:iam::111122223333:user/mira',
    'arn:aws:iam::444455556666:root',
    'arn:aws-cn:sts::111122223333:assumed-role/Ops/mira',
  ].join('\n')
  expect(wizardObstacle('access', fields({ users }), [])).toBeNull()
})

test('without the account’s statement somebody must be able to administer the key', () => {
  const without = fields({ accountRoot: false, users: role })
  expect(wizardObstacle('access', without, [])).toBe(accessText.needsAdministrator)
  expect(wizardObstacle('access', { ...without, administrators: role }, [])).toBeNull()
})
