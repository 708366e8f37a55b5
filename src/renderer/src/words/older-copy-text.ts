import type { OlderCopyStatus } from '../../../shared/model/vault.ts'
import { date } from '../format/dates.ts'
import { many } from '../format/lists.ts'

/** Words for a store of keys that is older than the one last used here, and for opening it all the same. */
export const olderCopyText = {
  state: 'This is an older copy of your keys’ store',
  next: 'If you have the newer store, put it back and try again. Or open this copy.',
  open: 'Open this older copy…',
  title: 'Open this older copy?',
  stayClosed: 'Files encrypted only to keys that are not in it stay closed until the newer store is back.',
  aside:
    'A copy of the file as it is now is kept beside it. Should the newer store come back later, Keyhold asks again which one to open; keys made from now on are not in that one.',
  understood: 'I understand that newer keys are not in this copy',
  mustUnderstand: 'Tick the box to go on',
  confirm: 'Open older copy',
  cancel: 'Cancel',
  failed: 'The older copy was not opened',
  opened: 'Opened the older copy',

  /** What this copy lacks, as far as the keychain knows. */
  missing({ reason, changesBehind }: OlderCopyStatus): string {
    switch (reason) {
      case 'changes':
        return `It lacks up to ${many(changesBehind ?? 1, 'change')} made here; keys made after it are not in it.`
      case 'anotherCopy':
        return 'Another copy was opened here since; keys made there are not in this one.'
      case 'unknown':
        return 'The keychain no longer says whether it is the newest; keys made after it are not in it.'
    }
  },

  /** Which copy it is, for somebody who looks for the right one. */
  holds({ keyCount, newestKeyAt }: OlderCopyStatus): string {
    if (newestKeyAt === null) return 'It holds no keys.'
    const made = keyCount === 1 ? 'made' : 'the newest made'
    return `It holds ${many(keyCount, 'key')}, ${made} on ${date(newestKeyAt)}.`
  },
} as const
