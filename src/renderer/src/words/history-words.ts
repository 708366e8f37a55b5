import type { HistoryEntry } from '../../../shared/model/history.ts'
import { doorNames } from './door-words.ts'
import { errorText } from './errors/error-words.ts'

/** Words of what was done earlier. */
export const historyText = {
  title: 'History',
  entries: (amount: string) => `${amount} kept on this computer`,
  search: 'Search history',
  searchHint: 'Name, folder, key',
  noMatch: (find: string) => `Nothing in the history matches “${find}”.`,
  clearSearch: 'Clear search',
  older: 'Show older',
  forgotten: 'Name forgotten',
  select: (name: string) => `Select ${name}`,
  selected: (amount: number) => `${amount} selected`,
  none: 'Clear selection',
  problem: 'The history cannot be shown now',
} as const

type Action = HistoryEntry['action']

const verbs: Readonly<Record<Action, readonly [done: string, failed: string]>> = {
  encrypt: ['Encrypted', 'Not encrypted'],
  pack: ['Encrypted', 'Not encrypted'],
  open: ['Opened', 'Not opened'],
  unpack: ['Opened', 'Not opened'],
  verify: ['Verified', 'Not verified'],
  move: ['Moved', 'Not moved'],
}

const writes = (action: Action): boolean => action === 'encrypt' || action === 'pack' || action === 'move'

/** The name an entry goes by: the result's where there is one. Null = forgotten. */
export const entryName = ({ resultName, name }: HistoryEntry): string | null => resultName ?? name

/** What was done and with which keys, or why not: `Encrypted to backups`, `Not opened: the end of the file is missing`. */
export function entryLine(entry: HistoryEntry): string {
  const [done, failed] = verbs[entry.action]
  if (entry.code !== null) {
    const { title } = errorText({ code: entry.code, message: '', facts: {} })
    return `${failed}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`
  }
  if (entry.doors.length === 0) return done
  return `${done} ${writes(entry.action) ? 'to' : 'with'} ${doorNames(entry.doors)}`
}

/** The state of an entry, as its icon says it too. */
export function entryState({ code, action, verified }: HistoryEntry): string {
  if (code !== null) return verbs[action][1]
  return verified ? 'Verified' : 'Done'
}

/** Whether the entry's message can be worked on: it was made or opened, and its name is kept. */
export const canWorkOn = (entry: HistoryEntry): boolean => entry.code === null && entry.name !== null
