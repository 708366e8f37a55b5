import { useMutation } from '@tanstack/react-query'
import type { CallName } from '../../../shared/call-names.ts'
import type { CallInput, CallOutput } from '../../../shared/contract.ts'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { callKey } from './call-key.ts'
import { refId } from './key-ref.ts'
import { readAgainWhatShows, takeRow } from './keys-store.ts'

/** Calls that change one key. */
export type KeyChangeCall = Exclude<
  Extract<CallName, `manage.${string}`>,
  'manage.create' | 'manage.createLocal'
>

/**
 * Changes a key. Nothing is shown before its service has answered: the row follows the answer, and every part of the
 * key that is on the screen is read again, also where the change failed (something may have happened all the same).
 */
export function useKeyChange<Name extends KeyChangeCall>(name: Name) {
  return useMutation({
    mutationFn: async (input: CallInput<Name> & { readonly ref: KeyRef }): Promise<CallOutput<Name>> =>
      await callKey<Name>(name, input),
    onSuccess: (answer) => {
      if (isRow(answer)) takeRow(answer)
    },
    onSettled: async (_answer, _error, { ref }) => await readAgainWhatShows([refId(ref)]),
  })
}

function isRow(answer: unknown): answer is KeyRow {
  return typeof answer === 'object' && answer !== null && 'canEncrypt' in answer && 'ref' in answer
}
