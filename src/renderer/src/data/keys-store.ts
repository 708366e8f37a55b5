import { useSyncExternalStore } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { call, problemOf } from './call.ts'
import { readCoverageSoon } from './coverage-reading.ts'
import { changedIds, type KeysState, mergeKeys, noKeysYet, withRow } from './keys-state.ts'
import { queryClient } from './query-client.ts'

/** Events come up to ten a second while AWS is read: the list is asked for what changed at most four times a second. */
const leastMsBetweenReads = 250

interface Known extends KeysState {
  /** Why the last reading failed; null where it did not. */
  readonly problem: Problem | null
}

let state: Known = { ...noKeysYet, problem: null }
const listeners = new Set<() => void>()
let reading: Promise<void> | null = null
let again = false

function set(next: Known): void {
  state = next
  for (const listener of listeners) listener()
}

/** Asks for the keys that changed since the last time. A call while one is under way makes one more follow it. */
export async function readKeys(): Promise<void> {
  if (reading !== null) {
    again = true
    return await reading
  }
  reading = readUntilQuiet()
  await reading.finally(() => {
    reading = null
  })
}

async function readUntilQuiet(): Promise<void> {
  do {
    again = false
    await readOnce()
    if (again) await new Promise((wake) => setTimeout(wake, leastMsBetweenReads))
  } while (again)
}

async function readOnce(): Promise<void> {
  const since = state.version
  try {
    const answer = await call('keys.list', { since })
    const before = state
    set({ ...mergeKeys(before, answer, since), problem: null })
    if (answer.keys.length + answer.gone.length > 0) readCoverageSoon()
    await readAgainWhatShows(changedIds(before, state, openIds()))
  } catch (error) {
    set({ ...state, known: true, problem: problemOf(error) })
  }
}

/** Takes in the row that a change answered with. */
export function takeRow(row: KeyRow): void {
  set({ ...state, ...withRow(state, row) })
}

/** The name of a key by `refId`; null where it has none, or is not known. */
export const aliasOf = (id: string): string | null => state.byId.get(id)?.alias ?? null

/** The keys of which a part is kept. */
function openIds(): ReadonlySet<string> {
  const ids = queryClient
    .getQueryCache()
    .getAll()
    .filter(({ queryKey: [name] }) => isKeyPart(name))
    .map(({ queryKey: [, id] }) => id)
  return new Set(ids.filter((id) => typeof id === 'string'))
}

/** When a key was last used costs a call of the lowest quota, and a change of the key says nothing about it. */
const isKeyPart = (name: unknown): boolean =>
  typeof name === 'string' && name.startsWith('key.') && name !== 'key.lastUsage'

/** Reads every part again that is on the screen of the keys named by `refId`; the others when they are shown next. */
export async function readAgainWhatShows(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const changed = new Set<unknown>(ids)
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [name, id] }) => isKeyPart(name) && changed.has(id),
  })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Keys of both services. */
export interface Keys {
  /** Undefined until they were read once. */
  readonly data: readonly KeyRow[] | undefined
  readonly byId: ReadonlyMap<string, KeyRow>
  readonly problem: Problem | null
}

/** Keys of both services, current. A row that did not change stays the same object. */
export function useKeys(): Keys {
  const { rows, byId, known, problem } = useSyncExternalStore(subscribe, () => state)
  return { data: known ? rows : undefined, byId, problem }
}
