import { z } from 'zod'
import type { JournalEntry } from './journal.ts'

const number = z.string().regex(/^\d{1,20}$/)
const id = z.string().min(1).max(64)
const kinds = ['staged', 'placeholder', 'stagedFolder', 'placeholderFolder'] as const
const line = z.union([
  z.strictObject({ id, path: z.string().min(1), kind: z.enum(kinds) }),
  z.strictObject({ id, device: number, inode: number }),
  z.strictObject({ id, gone: z.literal(true) }),
])

const jsonLine = (value: z.infer<typeof line>): string => `${JSON.stringify(value)}\n`

/** One line of the journal each: a name about to be made, its identity once made, its end. */
export const journalLine = {
  intend: (entry: Pick<JournalEntry, 'id' | 'path' | 'kind'>): string => jsonLine(entry),
  made: (entryId: string, identity: NonNullable<JournalEntry['identity']>): string =>
    jsonLine({ id: entryId, device: String(identity.device), inode: String(identity.inode) }),
  gone: (entryId: string): string => jsonLine({ id: entryId, gone: true }),
}

function parse(text: string): z.infer<typeof line> | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The entries still open at the end of a journal's text. A line that a crash cut short, or anything else, is skipped. */
export function openEntries(text: string): readonly JournalEntry[] {
  const entries = new Map<string, JournalEntry>()
  for (const record of text.split('\n').map(parse)) {
    if (record === null) continue
    const known = entries.get(record.id)
    if ('path' in record) entries.set(record.id, { ...record, identity: null })
    else if ('gone' in record) entries.delete(record.id)
    else if (known !== undefined) {
      const identity = { device: BigInt(record.device), inode: BigInt(record.inode) }
      entries.set(record.id, { ...known, identity })
    }
  }
  return [...entries.values()]
}

/** The lines that say what `openEntries` found. */
export function linesOf(entries: Iterable<JournalEntry>): string {
  let text = ''
  for (const entry of entries) {
    text += journalLine.intend({ id: entry.id, path: entry.path, kind: entry.kind })
    if (entry.identity !== null) text += journalLine.made(entry.id, entry.identity)
  }
  return text
}
