import type { ErrorWordsByCode } from './error-text.ts'

/** Words for the history of files. */
export const historyWords = {
  CATALOG_UNAVAILABLE: {
    title: 'The history cannot be read or written now',
    why: 'Its disk is full, or its file is in use or cannot be reached. Your files are not affected.',
    next: 'Make room on the disk, then look again.',
  },
  CATALOG_NEWER_VERSION: {
    title: 'The history was written by a newer Keyhold',
    why: 'This version would write what that one does not expect, so it leaves it as it is.',
    next: 'Update Keyhold to see it. Files can be worked on meanwhile.',
  },
} as const satisfies ErrorWordsByCode
