import type { Problem } from '../../../shared/model/problem.ts'
import { exactTime } from '../format/dates.ts'
import { fact } from './errors/facts.ts'
import { policyPrincipal, principalArn } from './principal.ts'

/** Whoever encrypts also opens: the result is checked with the same key. */
const actionsFor = (action: string): readonly string[] =>
  action === 'kms:GenerateDataKey' || action === 'kms:Encrypt' ? [action, 'kms:Decrypt'] : [action]

/**
 * The text that a person hands to whoever administers the AWS key: who was refused what on which key, and a statement
 * that would allow it. Holds no file name and no contents. `at`: when it is made, ISO 8601.
 */
export function administratorText(problem: Problem, at: string): string {
  const { facts } = problem
  const action = fact(facts, 'action')
  const who = principalArn(facts)
  const answer = [fact(facts, 'awsError'), fact(facts, 'awsMessage')].filter((part) => part !== undefined)
  const rows = [
    ['Who', who],
    ['Needs', action],
    ['On', fact(facts, 'keyArn', 'arn', 'keyId')],
    ['Answer', answer.length === 0 ? problem.message : answer.join(': ')],
    ['Request', fact(facts, 'requestId')],
    ['Noted', exactTime(at)],
  ].filter((row): row is [string, string] => row[1] !== undefined)
  return [
    'Keyhold was refused by AWS KMS.',
    '',
    ...rows.map(([name, value]) => `${name.padEnd(9)}${value}`),
    ...(action === undefined ? [] : ['', ...statement(action, who)]),
  ].join('\n')
}

/** A statement for the key policy, in few lines. */
function statement(action: string, who: string | undefined): readonly string[] {
  const principal = who === undefined ? 'ARN of the user or role' : policyPrincipal(who)
  const actions = actionsFor(action).map((each) => JSON.stringify(each))
  return [
    'To allow it, add this to the key policy:',
    '{ "Effect": "Allow",',
    `  "Principal": { "AWS": ${JSON.stringify(principal)} },`,
    `  "Action": [${actions.join(', ')}], "Resource": "*" }`,
  ]
}
