import type { KeyRef } from '../../../shared/model/key.ts'
import { refId } from '../data/key-ref.ts'
import { smallStore } from '../data/small-store.ts'

/** The key that takes another one's place, by the old key's `refId`: kept while the window is open. */
export const successors = smallStore<ReadonlyMap<string, KeyRef>>(new Map())

/** Says which key takes the place of `old`; null takes it back. Changes no key. */
export function setSuccessor(old: KeyRef, successor: KeyRef | null): void {
  const next = new Map(successors.get())
  if (successor === null) next.delete(refId(old))
  else next.set(refId(old), successor)
  successors.set(next)
}
