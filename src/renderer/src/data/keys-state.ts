import type { CallOutput } from '../../../shared/contract.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { refId } from './key-ref.ts'

/** Every key the page knows, by `refId`, in the order in which it came to know them. */
export interface KeysState {
  readonly byId: ReadonlyMap<string, KeyRow>
  /** The same as a list. A row that did not change is the same object as before. */
  readonly rows: readonly KeyRow[]
  /** What the next reading asks for what came after. */
  readonly version: number
  /** False until the first answer. */
  readonly known: boolean
}

/** Before anything was read. */
export const noKeysYet: KeysState = { byId: new Map(), rows: [], version: 0, known: false }

/** Lays an answer of `keys.list` over what is known; one that began at 0 replaces it. */
export function mergeKeys(state: KeysState, answer: CallOutput<'keys.list'>, since: number): KeysState {
  const { keys, gone, version } = answer
  if (state.known && since > 0 && keys.length === 0 && gone.length === 0) return { ...state, version }
  const byId = since === 0 ? new Map<string, KeyRow>() : new Map(state.byId)
  for (const row of keys) byId.set(refId(row.ref), row)
  for (const ref of gone) byId.delete(refId(ref))
  return { byId, rows: [...byId.values()], version, known: true }
}

/** One row as a call has just answered with it. The next reading brings it again. */
export function withRow(state: KeysState, row: KeyRow): KeysState {
  const byId = new Map(state.byId).set(refId(row.ref), row)
  return { ...state, byId, rows: [...byId.values()] }
}

/** The keys that an answer shows differently, by `refId`; a row that was only read again is none of them. */
export function changedIds(before: KeysState, after: KeysState, ids: Iterable<string>): readonly string[] {
  return [...ids].filter((id) => textOf(before.byId.get(id)) !== textOf(after.byId.get(id)))
}

const textOf = (row: KeyRow | undefined): string =>
  row === undefined ? '' : JSON.stringify({ ...row, readAt: '' })
