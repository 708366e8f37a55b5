import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import type { ErrorText } from './error-text.ts'

type Causes = Omit<ErrorText, 'title'>

const any: Causes = {
  why: 'The file was damaged, carries another context, or belongs to another key. Nothing was written.',
  next: 'Get the file again from where it came from, or ask its maker for its pairs and its key.',
}

const contextOrKey: Causes = {
  why: 'The file is not damaged, for the history knows its header. It was made with pairs that it does not carry, or its key has other material now.',
  next: 'Check the pairs that your settings ask for, and the key’s material.',
}

const blob: Causes = {
  why: 'The blob was damaged, was made with other context pairs, or belongs to a key that none of your connections reaches. Nothing was written.',
  next: 'Give the pairs it was made with under Options, or add a connection to its account and Region.',
}

/**
 * Why AWS KMS refused a ciphertext. It has one answer for three causes; the fact `causes` says which are left. KMS.md
 * section 5.
 */
export function refusedWords({ causes }: VaultErrorFacts): Causes {
  if (causes === 'contextOrKey') return contextOrKey
  return causes === 'blob' ? blob : any
}
