import type { VaultErrorFacts } from '../../../shared/vault-error.ts'
import { fact } from './errors/facts.ts'

/**
 * The ARN of whoever AWS refused, as AWS's own sentence names it ("User: arn:… is not authorized"), or as STS named the
 * credentials where nothing was tried; or undefined.
 */
export const principalArn = (facts: VaultErrorFacts): string | undefined =>
  fact(facts, 'principalArn') ??
  /\barn:[a-z-]+:(?:sts|iam)::\d{12}:[\w+=,.@/-]+/.exec(fact(facts, 'awsMessage') ?? '')?.[0]

/** The role or user in such an ARN, as a person knows it: `Operators`. */
export function principalName(arn: string | undefined): string | undefined {
  const [kind, name] = arn?.split(':').at(-1)?.split('/') ?? []
  return kind === 'assumed-role' || kind === 'user' || kind === 'role' ? name : undefined
}

/** What a key policy must name: the role behind a session, else the ARN itself. */
export const policyPrincipal = (arn: string): string =>
  arn.replace(/^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.*$/, 'arn:$1:iam::$2:role/$3')
