import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import { date, timeOfDay } from '../../format/dates.ts'
import { whyNotWords } from '../why-not-words.ts'
import type { ErrorWordsByCode } from './error-text.ts'
import { fact, keyOf, quoted } from './facts.ts'

/** What a change that may have happened was, by the action that was asked for. */
const unknownChanges: Readonly<Record<string, { readonly what: string; readonly look: string }>> = {
  'kms:CreateKey': {
    what: 'a new key was made',
    look: 'Try again: Keyhold looks for the key first and makes none where it finds one. It may take a minute to show.',
  },
  'kms:RotateKeyOnDemand': {
    what: 'the key was rotated',
    look: 'Look at its Rotation tab in a few minutes. Rotate again only where there is no new key material.',
  },
  'kms:CreateGrant': {
    what: 'the grant was made',
    look: 'Look at the list of grants before you try again: a second try makes a second grant.',
  },
  'kms:ImportKeyMaterial': {
    what: 'the key material was imported',
    look: 'Look at the key’s state and its Rotation tab. Importing the same file once more does no harm.',
  },
  'kms:ReplicateKey': {
    what: 'the replica was made',
    look: 'Look at the Regions tab in a few minutes, then try again if the Region is not there.',
  },
}

const keyIn = (facts: VaultErrorFacts): string => {
  const name = fact(facts, 'name', 'keyArn')
  return quoted(name === undefined ? undefined : keyOf(name))
}

function refusalWords(facts: VaultErrorFacts): string | undefined {
  const refusal = fact(facts, 'refusal')
  if (refusal === undefined || !Object.hasOwn(whyNotWords, refusal)) return undefined
  return whyNotWords[refusal as keyof typeof whyNotWords]
}

const materialReasons: Readonly<Record<string, (facts: VaultErrorFacts) => string>> = {
  length: (facts) =>
    `It has ${fact(facts, 'bytes') ?? 'another number of'} bytes, and a key of this kind needs ${fact(facts, 'needs') ?? 'another number'}.`,
  notPkcs8: () => 'It is no private key in the form PKCS #8 DER.',
  otherKind: (facts) =>
    `It holds ${fact(facts, 'holds') ?? 'a key of another kind'}, which this key cannot take.`,
  tooLongForWrapping: () => 'It is too long for RSAES_OAEP_SHA_256.',
}

/** Limits of AWS KMS by the action that met one; KMS.md sections 1 and 2. AWS may have set others for an account. */
const limits: Readonly<Record<string, string>> = {
  'kms:RotateKeyOnDemand':
    'Every on-demand rotation of this key is used, usually 25 in its life: none remains.',
  'kms:CreateAlias': 'The key has as many aliases as AWS allows: usually 50.',
  'kms:CreateGrant': 'The key has as many grants as AWS allows: usually 50,000.',
  'kms:CreateKey': 'The account has as many keys in this Region as AWS allows: usually 100,000.',
  'kms:TagResource': 'The key has as many tags as AWS allows: 50.',
  'kms:ImportKeyMaterial': 'The key has as much key material as AWS allows.',
}

/** Limits that AWS raises for nobody, and what is left to do; KMS.md section 2. */
const fixedLimits: Readonly<Record<string, string>> = {
  'kms:RotateKeyOnDemand':
    'AWS raises this limit for nobody. Rotate by hand: a new key takes this one’s place, and its Rotation tab leads through it.',
}

/** As local clocks have it, with its day: a rotation may be due after midnight. */
const localTime = (iso: string): string =>
  Number.isNaN(Date.parse(iso)) ? iso : `${timeOfDay(iso)} on ${date(iso)}`

/** Words for changes to keys of AWS KMS, and for what AWS says against them. */
export const keyChangeWords = {
  KMS_OUTCOME_UNKNOWN: (facts) => {
    const change = unknownChanges[fact(facts, 'action') ?? '']
    const file = fact(facts, 'file')
    const kept = file === undefined ? '' : ` The key material is in the file${quoted(file)}.`
    return {
      title: 'It is not known whether this happened',
      why: `The connection broke before AWS KMS answered: ${change?.what ?? 'the change was made'}, or it was not.${kept}`,
      next: change?.look ?? 'Look at the key again before you try once more.',
    }
  },
  KMS_NAME_TAKEN: (facts) => ({
    title: `The name${quoted(fact(facts, 'alias'))} is taken`,
    why: 'There is one of this name already in this account and Region.',
    next: 'Choose another name, or point the existing alias at this key.',
  }),
  KMS_LIMIT_REACHED: (facts) => ({
    title: 'A limit of AWS KMS is reached',
    why: `${limits[fact(facts, 'action') ?? ''] ?? 'AWS allows no more of this.'} Its answer stands under Details.`,
    next:
      fixedLimits[fact(facts, 'action') ?? ''] ??
      'Remove what is not needed any more, or ask AWS for a higher limit.',
  }),
  KMS_ROTATION_BUSY: (facts) => ({
    title: `The key${keyIn(facts)} is being rotated already`,
    why: 'An automatic rotation runs now or is due within 20 minutes.',
    next:
      fact(facts, 'retryAfter') === undefined
        ? 'Try again in half an hour.'
        : `Try again after ${localTime(fact(facts, 'retryAfter') ?? '')}.`,
  }),
  KMS_POLICY_REFUSED: {
    title: 'AWS KMS refused the policy',
    why: 'It names somebody who does not exist, or is not written as a key policy must be. The old policy stays.',
    next: 'Read AWS’s answer under Details, correct the policy, and save it again.',
  },
  KMS_REQUEST_REFUSED: (facts) => ({
    title: 'AWS KMS does not accept this',
    why: `It answered ${fact(facts, 'awsError') ?? 'that the request is not valid'}. Nothing was changed.`,
    next: 'Read AWS’s answer under Details and correct what it names.',
  }),
  KMS_IMPORT_TOKEN_ENDED: {
    title: 'The permission to import has ended',
    why: 'AWS KMS gives it for one day and one key. Nothing was imported.',
    next: 'Start the import again.',
  },
  KMS_WRONG_KEY_MATERIAL: (facts) => ({
    title: 'This is not the key material that this key had',
    why: `Files were encrypted with other bytes, so AWS KMS took nothing for the key${keyIn(facts)}.`,
    next: 'Choose the file with the original key material.',
  }),
  KMS_WRAPPING_REFUSED: {
    title: 'AWS KMS could not unwrap the key material',
    why: 'It opened what was sent and found no key of this kind in it. Nothing was imported.',
    next: 'Check the file, or wrap it the other way.',
  },
  KEY_ACTION_REFUSED: (facts) => ({
    title: `The key${keyIn(facts)} does not allow this now`,
    why: refusalWords(facts) ?? 'Its kind or its state is in the way.',
    next:
      fact(facts, 'service') === 'local'
        ? 'Nothing was done. Look at the key’s state.'
        : 'AWS KMS was not asked. Look at the key’s state.',
  }),
  KEY_ALIAS_NOT_MADE: (facts) => ({
    title: 'The key was made, its alias was not',
    why: `The key${keyIn(facts)} exists and stays. The alias${quoted(fact(facts, 'alias'))} could not be made.`,
    next: 'Try again with this or another alias: no second key is made. Or open the key and add it there.',
  }),
  KEY_MATERIAL_INVALID: (facts) => ({
    title: 'This file is no key material for this key',
    why:
      materialReasons[fact(facts, 'reason') ?? '']?.(facts) ??
      'What it holds is not what a key of this kind is made of.',
    next: 'Choose another file. Nothing was imported.',
  }),
  KEY_MATERIAL_NOT_IMPORTED: (facts) => ({
    title: 'The key material was kept, but not imported',
    why: `The new key material is in the file${quoted(fact(facts, 'file'))}. ${fact(facts, 'service') === 'local' ? 'The key' : 'AWS KMS'} did not take it. Its answer stands under Details.`,
    next: 'Import it again from this file, or delete the file.',
  }),
  POLICY_LOCKS_OUT: {
    title: 'Nobody could change this policy any more',
    why: 'No statement lets somebody change it without a condition, so the key could be lost for good. It was not saved.',
    next: 'Keep the account’s own statement, or name an administrator who may use kms:PutKeyPolicy.',
  },
} as const satisfies ErrorWordsByCode
