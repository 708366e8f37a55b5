import type { Journal } from '../staging/journal.ts'

/**
 * The journal of staged files for one job, that also tells the inode of each staged file before it holds a byte. Where
 * that cannot be written the job goes on.
 */
export function notedJournal(journal: Journal, onMade: (inode: bigint) => Promise<void>): Journal {
  const placeholders = new Set<string>()
  return {
    intend: async (filePath, kind) => {
      const id = await journal.intend(filePath, kind)
      if (kind === 'placeholder' || kind === 'placeholderFolder') placeholders.add(id)
      return id
    },
    made: async (id, facts) => {
      const noted = placeholders.has(id) ? undefined : onMade(facts.inode).catch(() => {})
      await Promise.all([journal.made(id, facts), noted])
    },
    gone: (id) => journal.gone(id),
    close: () => journal.close(),
  }
}
