import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import type { ErrorWordsByCode } from './error-text.ts'
import { principalArn, principalName } from '../principal.ts'
import { blobWords } from './blob-words.ts'
import { refusedWords } from './refused-words.ts'
import { fact, keyOf, quoted, regionOf } from './facts.ts'

const keyIn = (facts: VaultErrorFacts): string => {
  const name = fact(facts, 'name', 'alias', 'keyId', 'keyArn', 'arn')
  return quoted(name === undefined ? undefined : keyOf(name))
}

const placeIn = (facts: VaultErrorFacts): string => {
  const region = fact(facts, 'region') ?? regionOf(fact(facts, 'keyArn', 'arn', 'keyId'))
  return region === undefined ? '' : ` in ${region}`
}

const connectionIn = (facts: VaultErrorFacts): string => quoted(fact(facts, 'connection', 'connectionName'))

const hasReplicas = (facts: VaultErrorFacts): boolean =>
  keyOf(fact(facts, 'keyArn', 'arn', 'keyId') ?? '').startsWith('mrk-')

/** What work on files asks of a key; another action has no original that could be unchanged. */
const filesNeed = /^kms:(?:GenerateDataKey|Encrypt|Decrypt|ReEncrypt)/

/** Words for AWS KMS and the connections to it. */
export const kmsWords = {
  KMS_ACCESS_DENIED: (facts) => {
    const action = fact(facts, 'action')
    const who = principalName(principalArn(facts)) ?? 'You'
    const refused = `${who} may not use ${action ?? 'this action'} on the key${keyIn(facts)}${placeIn(facts)}.`
    return action === undefined || filesNeed.test(action)
      ? {
          title: 'AWS KMS refused',
          why: `${refused} Your original is unchanged.`,
          next: 'Send the text to your administrator, or choose another key.',
        }
      : { title: 'AWS KMS refused', why: refused, next: 'Send the text to your administrator.' }
  },
  KMS_KEY_NOT_FOUND: (facts) => ({
    title: `AWS KMS does not know the key${keyIn(facts)}${placeIn(facts)}`,
    why: 'It was deleted, or it is in another account or Region.',
    next: hasReplicas(facts)
      ? 'It is a multi-Region key: with one of its other Regions in a connection, its replica there does the same.'
      : 'Check the connection’s Region, or choose another key.',
  }),
  KMS_THROTTLED: {
    title: 'AWS KMS asks to go slower',
    why: 'Too many requests reached it, from you or from others in your account.',
    next: 'Wait a moment, then try again.',
  },
  KMS_UNREACHABLE: (facts) => ({
    title: `AWS KMS cannot be reached${placeIn(facts)}`,
    why: 'No answer came: no network, a firewall, or a wrong endpoint. Your files are as they were.',
    next: 'Check the network and the connection, then try again.',
  }),
  KMS_KEY_UNAVAILABLE: (facts) => ({
    title: `The key${keyIn(facts)} is not available now`,
    why: 'AWS KMS cannot reach it for the moment.',
    next: 'Try again in a moment.',
  }),
  KMS_INVALID_CIPHERTEXT: (facts) => ({
    title: 'AWS KMS could not open this file’s door',
    ...refusedWords(facts),
  }),
  KMS_WRONG_KEY: (facts) => ({
    title: 'AWS KMS answered with another key',
    why: `The answer does not come from the key${keyIn(facts)} that the file names. Nothing was written.`,
    next: 'Check the connection and its endpoint.',
  }),
  KMS_ANSWER_INVALID: {
    title: 'The answer of AWS KMS makes no sense',
    why: 'Something other than AWS KMS may answer at this endpoint. Nothing was written.',
    next: 'Check the connection and its endpoint.',
  },
  KMS_BLOB_IMPOSSIBLE: (facts) => ({
    title: 'It cannot be a KMS ciphertext blob',
    ...blobWords(facts),
  }),
  KMS_ACCOUNT_UNKNOWN: (facts) =>
    fact(facts, 'reason') === 'ofConnection'
      ? {
          title: 'It is not known which AWS account this is',
          why: 'The connection has no keys yet, and AWS did not say who its credentials are.',
          next: 'Test the connection in Settings, then try again.',
        }
      : {
          title: `Its key is in AWS account ${fact(facts, 'account') ?? 'unknown to you'}`,
          why: 'Keyhold asks an account only after you allow it.',
          next: 'Allow the account if you know it, or leave the file out.',
        },
  KMS_CREDENTIALS_MISSING: (facts) => ({
    title: `The connection${connectionIn(facts)} has no credentials`,
    why: 'Its profile or the environment gives none.',
    next: 'Set up the profile, or choose another one in Settings.',
  }),
  KMS_CREDENTIALS_EXPIRED: (facts) => ({
    title: `You are signed out of the connection${connectionIn(facts)}`,
    why: 'Its session ended.',
    next: 'Sign in again under Settings, AWS connections, or with your AWS tools as usual.',
  }),
  KMS_CREDENTIALS_REFUSED: (facts) => ({
    title: `AWS does not accept the credentials of the connection${connectionIn(facts)}`,
    why: 'The access key is wrong, was deleted, or is switched off.',
    next: 'Check the profile with your AWS tools, then try again.',
  }),
  KMS_CLOCK_SKEWED: {
    title: 'This computer’s clock is wrong',
    why: 'AWS refuses requests whose time is off by more than a few minutes.',
    next: 'Set the clock, then try again.',
  },
  KMS_FAILED: (facts) => ({
    title: 'AWS KMS failed',
    why: `It answered ${fact(facts, 'awsError', 'error', 'name') ?? 'with an error'}${placeIn(facts)}. Your original is unchanged.`,
    next: 'Try again. The raw answer stands under Details.',
  }),
  CONNECTION_NOT_FOUND: {
    title: 'The AWS connection is not there',
    why: 'It was removed, and the key can only be asked through it.',
    next: 'Add the connection again in Settings, or choose another key.',
  },
} as const satisfies ErrorWordsByCode
