import type { Problem } from '../../../shared/model/problem.ts'
import { exactTime } from '../format/dates.ts'
import { fact } from './errors/facts.ts'

/** The policy's action list for a denied action: whoever encrypts also opens, to check the result. */
const actionsFor = (action: string): readonly string[] =>
  action === 'kms:GenerateDataKey' || action === 'kms:Encrypt' ? [action, 'kms:Decrypt'] : [action]

/**
 * The text that a person hands to whoever administers the AWS key: what was refused, on which key, and a statement that
 * would allow it. Holds no file name and no contents. `at`: when it is copied, ISO 8601.
 */
export function administratorText(problem: Problem, at: string): string {
  const { facts } = problem
  const action = fact(facts, 'action') ?? 'the AWS KMS action named below'
  const arn = fact(facts, 'keyArn', 'arn', 'resource', 'keyId') ?? 'not named in the answer'
  const who = fact(facts, 'principal', 'who', 'caller')
  const request = fact(facts, 'requestId')
  const lines = [
    'Keyhold was refused by AWS KMS.',
    '',
    ...(who === undefined ? [] : [`Who      ${who}`]),
    `Needs    ${action}`,
    `On       ${arn}`,
    `Answer   ${problem.message}`,
    ...(request === undefined ? [] : [`Request  ${request}`]),
    `Noted    ${exactTime(at)}`,
    '',
    'To allow it, add a statement like this to the key policy:',
    JSON.stringify(
      {
        Effect: 'Allow',
        Principal: { AWS: who ?? 'the ARN of the user or role' },
        Action: actionsFor(action),
        Resource: '*',
      },
      null,
      2,
    ),
  ]
  return lines.join('\n')
}
