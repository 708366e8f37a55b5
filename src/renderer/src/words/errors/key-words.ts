import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import { longestKeyName } from '../../../../shared/key-name.ts'
import { fact, keyOf, quoted } from './facts.ts'
import { keyStateWords } from './key-state-words.ts'
import type { ErrorWordsByCode } from './error-text.ts'

/** By its name, else by its id, also where only its ARN is known. */
function named(facts: VaultErrorFacts): string {
  const name = fact(facts, 'name', 'keyId', 'keyArn', 'arn')
  return quoted(name === undefined ? undefined : keyOf(name))
}

/** Words for what can be wrong with keys of either service. */
export const keyWords = {
  NO_DOOR_OPENS: (facts) => {
    const name = fact(facts, 'name', 'key', 'keyName', 'keyId')
    return {
      title: 'No key here opens this file',
      why:
        name === undefined
          ? 'It was encrypted for keys that are not on this computer and not in your AWS connections.'
          : `It was encrypted for the key “${name}”, which this vault does not have.`,
      next: 'Add the AWS connection that holds the key, or open the file on the computer it was made on.',
    }
  },
  NO_DOORS_CHOSEN: {
    title: 'No key is chosen',
    why: 'A file can only be encrypted to a key, and none is chosen yet.',
    next: 'Choose a key under “Encrypt to”.',
  },
  KEY_NOT_FOUND: (facts) => ({
    title: `The key${quoted(fact(facts, 'name', 'keyId', 'key'))} is not here`,
    why: 'It was deleted, or it belongs to another computer or account.',
    next: 'Choose another key under “Encrypt to”.',
  }),
  KEY_NAME_TAKEN: (facts) => ({
    title: `There is a key with the name${quoted(fact(facts, 'name', 'alias'))} already`,
    why: 'Names are unique on this computer.',
    next: 'Choose another name.',
  }),
  KEY_NAME_INVALID: {
    title: 'This name cannot be used',
    why: `A name has 1 to ${longestKeyName} characters, and all of them can be seen.`,
    next: 'Choose another name.',
  },
  KEY_DISABLED: (facts) => ({
    title: `The key${named(facts)} is disabled`,
    why: 'A disabled key neither encrypts nor opens until it is enabled again.',
    next: 'Enable it where it lives, or choose another key.',
  }),
  KEY_STATE_INVALID: (facts) => ({
    title: `The key${named(facts)} cannot be used now`,
    ...keyStateWords(facts),
  }),
  KEY_USAGE_INVALID: (facts) => ({
    title: `The key${named(facts)} does not encrypt files`,
    why: 'It was made for signing, for message authentication, or for another kind of encryption.',
    next: 'Choose another key.',
  }),
  DATA_KEY_DAMAGED: {
    title: 'The door of this file is damaged',
    why: 'Its key is here, but what it should unwrap was changed, or belongs to another file. Nothing was written.',
    next: 'Get the file again from where it came from.',
  },
  SECRET_WIPED: {
    title: 'The key was already wiped from memory',
    why: 'The work was stopped before it could end. Nothing was left behind.',
    next: 'Try again.',
  },
} as const satisfies ErrorWordsByCode
