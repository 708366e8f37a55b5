import { expect, test } from 'vitest'
import { granteeName, grantPrincipal } from '../../../../src/renderer/src/words/grant-names.ts'

const grant = {
  id: 'g',
  name: null,
  retiring: null,
  issuedBy: null,
  operations: [],
  constraint: null,
  sourceArn: null,
  createdAt: null,
}

test.each([
  ['arn:aws:iam::111122223333:role/team/Operators', 'Operators'],
  ['arn:aws:iam::111122223333:user/mira', 'mira'],
  ['arn:aws:sts::111122223333:assumed-role/Operators/mira.lind', 'Operators'],
  ['arn:aws:iam::444455556666:root', 'Account 444455556666'],
  ['rds.eu-central-1.amazonaws.com', 'Amazon RDS'],
  ['AWS Internal', 'AWS Internal'],
])('%s goes by %s', (id, name) => {
  expect(grantPrincipal(id)).toBe(name)
})

test('a grant that a service made for itself goes by the service', () => {
  const grantee = 'arn:aws:sts::111122223333:assumed-role/aws:ec2-infrastructure/i-1'
  expect(granteeName({ ...grant, grantee, service: 'ec2' })).toBe('Amazon EBS (EC2)')
})
