import type { ErrorWordsByCode } from './error-text.ts'
import { fact } from './facts.ts'

const ruleWords: Readonly<Record<string, string>> = {
  operations: 'You have set what it may be used for, and this is not among it.',
  context: 'It needs a pair in the encryption context that is not there.',
  notBefore: 'The day from which it protects has not come.',
  notAfter: 'The day until which it protects has passed. It still opens and verifies.',
}

const clockWords: Readonly<Record<string, string>> = {
  behind:
    'The clock of this computer is behind a time that was seen before, so nobody knows whether its waiting time has run out.',
  jumped:
    'The clock of this computer went far ahead since Keyhold last looked. The key waits one more day, in case the clock is wrong.',
}

/** Words for what keys of this computer refuse. */
export const localKeyWords = {
  KEY_UNSUPPORTED: {
    title: 'This key cannot do that',
    why: 'Keys of its kind do not have this operation.',
    next: 'Choose another key, or make one of the right kind.',
  },
  KEY_LIMIT_REACHED: {
    title: 'There are as many as there can be',
    why: 'A limit of this key is reached.',
    next: 'Remove one that is not needed, then try again.',
  },
  KEY_ROTATION_BUSY: {
    title: 'The key is about to rotate by itself',
    why: 'Its day to rotate comes within the next 20 minutes.',
    next: 'Wait until then. It needs no rotation by hand.',
  },
  KEY_CIPHERTEXT_INVALID: {
    title: 'This does not open with this key',
    why: 'It is damaged, it was made with another encryption context, or it is not what a key of this computer makes.',
    next: 'Check the encryption context and what you pasted.',
  },
  KEY_WRONG_KEY: {
    title: 'This was made with another key',
    why: 'It names another key than the one that was asked.',
    next: 'Open it with the key that made it.',
  },
  KEY_SIGNATURE_INVALID: {
    title: 'The signature does not fit',
    why: 'The text, the signature or the key is another one.',
    next: 'Check all three.',
  },
  KEY_MAC_INVALID: {
    title: 'The MAC does not fit',
    why: 'The text, the MAC or the key is another one.',
    next: 'Check all three.',
  },
  KEY_MATERIAL_OTHER: {
    title: 'This is other key material',
    why: 'The key takes the very material that it had before, and no other in its place.',
    next: 'Choose the file that was imported the first time.',
  },
  KEY_IMPORT_TOKEN_ENDED: {
    title: 'The public key for this import is too old',
    why: 'It can be used for one day.',
    next: 'Save a new one, wrap the material again, then import it.',
  },
  KEY_TAG_INVALID: {
    title: 'This tag cannot be used',
    why: 'A tag has 1 to 128 characters, its value up to 256, and a key has 50 at most.',
    next: 'Change it, then try again.',
  },
  KEY_RULE_REFUSED: (facts) => ({
    title: 'The rules of this key do not allow this',
    why: ruleWords[fact(facts, 'rule') ?? ''] ?? 'You have set what it may be used for.',
    next: 'Change its rules, or use another key.',
  }),
  KEY_NOT_DELETABLE_YET: (facts) => ({
    title: 'The key cannot be deleted yet',
    why:
      clockWords[fact(facts, 'clock') ?? ''] ??
      `Its waiting time has not run out${fact(facts, 'date') === undefined ? '' : `; it ends ${fact(facts, 'date')}`}.`,
    next: 'Wait until then, or cancel the deletion.',
  }),
} as const satisfies ErrorWordsByCode
