import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import { fact } from './facts.ts'

interface StateWords {
  readonly why: string
  readonly next: string
}

/** Key states that stand in the way, in plain words, and who can end them. KMS.md sections 3 and 5. */
const byState: Readonly<Record<string, StateWords>> = {
  Disabled: {
    why: 'It is disabled. A disabled key neither encrypts nor opens until it is enabled again.',
    next: 'Enable it, or ask who administers it.',
  },
  PendingDeletion: {
    why: 'It is waiting to be deleted, and cannot be used meanwhile.',
    next: 'Who administers it can keep it until that day, and must enable it after.',
  },
  PendingReplicaDeletion: {
    why: 'It is waiting to be deleted until its replicas are, and cannot be used meanwhile.',
    next: 'Who administers it can keep it until that day, and must enable it after.',
  },
  PendingImport: {
    why: 'Its key material is missing: not imported yet, expired, or deleted.',
    next: 'Who has the key material can import it again; then everything works as before.',
  },
  Unavailable: {
    why: 'Its key store outside of AWS KMS is not connected.',
    next: 'Who looks after the key store has to connect it.',
  },
  Creating: { why: 'AWS is still making it.', next: 'Try again in a minute.' },
  Updating: { why: 'AWS is still changing it.', next: 'Try again in a minute.' },
}

const unknownState: StateWords = {
  why: 'Its state does not allow it.',
  next: 'Look at the key, choose another one, or ask who looks after this one.',
}

/** What a key's state has to do with a failure; `deletionDate` in the facts is said where it is known. */
export function keyStateWords(facts: VaultErrorFacts): StateWords {
  const words = byState[fact(facts, 'state', 'keyState') ?? ''] ?? unknownState
  const date = fact(facts, 'deletionDate')
  return date === undefined ? words : { ...words, why: `${words.why} The day is ${date.slice(0, 10)}.` }
}
