import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import type { ErrorWordsByCode } from './error-text.ts'
import { fact, keyOf, quoted } from './facts.ts'

const keyIn = (facts: VaultErrorFacts): string => {
  const name = fact(facts, 'name', 'keyArn')
  return quoted(name === undefined ? undefined : keyOf(name))
}

/** What is said of a key store outside of AWS KMS, by the beginning of AWS's name for the failure. */
const storeFailures: readonly (readonly [prefix: string, why: string])[] = [
  ['XksKey', 'The key in the external key manager is not there, is used already, or is of another kind.'],
  ['XksProxy', 'The proxy of the external key store is not reachable, or is not set up as AWS needs it.'],
  [
    'CloudHsm',
    'The CloudHSM cluster of the key store is not active, not related, or not set up as AWS needs it.',
  ],
  ['IncorrectTrustAnchor', 'The certificate of the CloudHSM cluster is not the one it was set up with.'],
  ['CustomKeyStore', 'The key store is not there, is not connected, or still holds keys.'],
]

/** Words for what AWS KMS, or what stands behind it, cannot do. */
export const kmsServiceWords = {
  KMS_UNSUPPORTED: (facts) =>
    fact(facts, 'reason') === 'betweenServices'
      ? {
          title: 'It cannot move between this computer and AWS',
          why: 'Neither key service sees what the other one has opened.',
          next: 'Open it with its key, then encrypt it with the other one.',
        }
      : {
          title: `The key${keyIn(facts)} cannot do this`,
          why: `AWS KMS offers ${fact(facts, 'action') ?? 'this'} for keys of another kind or origin only.`,
          next: 'Choose another key. This cannot be changed for a key.',
        },
  KMS_OPERATION_UNKNOWN: (facts) => ({
    title: 'This endpoint does not offer it',
    why: `What answers here does not know ${fact(facts, 'action') ?? 'this operation'}. An emulator may know fewer than AWS KMS.`,
    next: 'Try it with AWS itself, or check the endpoint of the connection.',
  }),
  KMS_KEY_STORE_FAILED: (facts) => ({
    title: `The key store of the key${keyIn(facts)} does not work`,
    why:
      storeFailures.find(([prefix]) => fact(facts, 'awsError')?.startsWith(prefix) === true)?.[1] ??
      'AWS KMS reached it and got no answer, or a refusal. It waits a quarter of a second, so a second try may work.',
    next: 'Try again. If it stays, who looks after the key store can read why under Details.',
  }),
} as const satisfies ErrorWordsByCode
