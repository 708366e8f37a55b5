import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import { exactBytes } from '../../format/bytes.ts'
import type { ErrorText } from './error-text.ts'
import { fact, quoted } from './facts.ts'

/** What a person gave that cannot be taken, by the fact `reason` of INVALID_REQUEST. Nothing was done. */
const reasons: Readonly<Record<string, (facts: VaultErrorFacts) => ErrorText>> = {
  typedName: () => ({
    title: 'That is not the name of this key',
    why: 'The key is deleted only once its own alias or id was typed. Nothing was done.',
    next: 'Type the alias or the id as it stands above the field.',
  }),
  aliasName: (facts) => ({
    title: `The alias${quoted(fact(facts, 'alias'))} cannot be made`,
    why: 'An alias has letters, digits, hyphens, underscores and slashes, and does not begin with aws/.',
    next: 'Choose another alias.',
  }),
  aliasTarget: (facts) => ({
    title: `The alias${quoted(fact(facts, 'alias'))} cannot be pointed at this key`,
    why: 'An alias moves only between keys of one type and usage, so that what uses it goes on working.',
    next: 'Choose a key of the same kind, or make a new alias.',
  }),
  newKey: (facts) => ({
    title: 'There is no such kind of key',
    why: `A key of ${fact(facts, 'spec') ?? 'this kind'} cannot be made for that, or not with material of your own.`,
    next: 'Choose another kind of key.',
  }),
  tagName: (facts) => ({
    title: `The tag${quoted(fact(facts, 'name'))} belongs to AWS`,
    why: 'Tags that begin with aws: are made and removed by AWS alone.',
    next: 'Choose another name.',
  }),
  base64: () => ({
    title: 'This is not Base64',
    why: 'What was pasted has other characters, or its end is missing. Nothing was done.',
    next: 'Copy it again, whole.',
  }),
  contextOfKeyPair: () => ({
    title: 'A key pair takes no encryption context',
    why: 'Only symmetric keys bind what they encrypt to a context. Nothing was done.',
    next: 'Leave the context out, or choose a symmetric key.',
  }),
  otherRegion: () => ({
    title: 'The keys are in different Regions',
    why: 'AWS KMS moves a ciphertext only between keys of one Region that one connection reaches.',
    next: 'Choose another key.',
  }),
  generatePair: () => ({
    title: 'Private keys are not made here',
    why: 'Keyhold makes material for symmetric and MAC keys only.',
    next: 'Choose a file that holds a private key as PKCS #8 DER.',
  }),
  validTo: () => ({
    title: 'The end lies in the past',
    why: 'Key material ends on a day to come, or never.',
    next: 'Choose another day.',
  }),
  validToLate: () => ({
    title: 'The end lies too far ahead',
    why: 'Imported key material is kept for 365 days at most, or for ever.',
    next: 'Choose a nearer day, and import the same file again before it comes.',
  }),
  policyTooLong: (facts) => ({
    title: 'The policy is too long',
    why: `AWS KMS takes ${exactBytes(Number(fact(facts, 'limit') ?? 32_768))}, and this one has more.`,
    next: 'Shorten it: statements of the same actions can share one.',
  }),
}

/** Words for a request that was refused here. One without a known reason is a mistake of Keyhold's own. */
export function requestWords(facts: VaultErrorFacts): ErrorText {
  const reason = fact(facts, 'reason') ?? ''
  if (Object.hasOwn(reasons, reason)) {
    const words = reasons[reason]?.(facts)
    if (words !== undefined) return words
  }
  return {
    title: 'Keyhold refused its own request',
    why: 'The screen asked for something that is not allowed. Nothing was done.',
    next: 'Try again. If it happens again, copy the details into a report.',
  }
}
