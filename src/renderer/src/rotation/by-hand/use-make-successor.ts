import { useMutation } from '@tanstack/react-query'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { VaultError } from '../../../../shared/vault-error.ts'
import { call } from '../../data/call.ts'
import { takeRow } from '../../data/keys-store.ts'
import { attempt } from '../../data/trouble.ts'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { keyName } from '../../words/key-row-words.ts'
import { successorDraft } from '../successor-draft.ts'
import { keepSuccession } from '../successors.ts'

/**
 * Makes the key that takes the place of `row`, then gives it the same policy. A policy that could not be copied leaves
 * the new key with the usual one, and says so: the key is made all the same.
 */
export function useMakeSuccessor(row: KeyRow) {
  return useMutation({
    mutationFn: async () => {
      const draft = successorDraft(row, words.successorOf(keyName(row)))
      if (draft === null) throw new VaultError('INVALID_REQUEST', 'the kind of this key is not known')
      const made = await call('manage.create', draft)
      takeRow(made)
      await keepSuccession(row.ref, () => ({ successor: made.ref, made: made.ref }))
      await attempt(words.policyNotCopied, async () => await copyPolicy(row, made))
    },
  })
}

async function copyPolicy(from: KeyRow, to: KeyRow): Promise<void> {
  if (from.ref.service === 'local' || to.ref.service === 'local') return
  const { document } = await call('key.policy', { ref: from.ref })
  // A policy that names its own key by ARN would speak of the old one.
  const own = document.replaceAll(from.ref.keyArn, to.ref.keyArn)
  await call('manage.putPolicy', { ref: to.ref, document: own })
}
