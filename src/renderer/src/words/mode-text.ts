import type { DropMode } from '../files/drop-mode.ts'

interface ModeWords {
  /** In the choice of what a drop does. */
  readonly name: string
  readonly drop: string
  readonly note: string
  readonly slim: string
  /** On the veil, while files hang over the window. */
  readonly veil: string
}

/** The name of the choice. */
export const modeChoice = 'What a drop does'

/** What a drop does, mode by mode. */
export const modeText: Readonly<Record<DropMode, ModeWords>> = {
  auto: {
    name: 'Encrypt or open',
    drop: 'Drop files or folders here',
    note: 'Plain files are encrypted. Encrypted files are opened.',
    slim: 'Drop files or folders anywhere in this window',
    veil: 'Drop to see the plan',
  },
  verify: {
    name: 'Verify',
    drop: 'Drop encrypted files or folders here',
    note: 'Each is read to its end and checked with its key. Nothing is written.',
    slim: 'Drop encrypted files or folders to verify them',
    veil: 'Drop to verify',
  },
  move: {
    name: 'Move to another key',
    drop: 'Drop encrypted files or folders here',
    note: 'Each is encrypted again, to the keys above. The old file stays unless you choose to replace it.',
    slim: 'Drop encrypted files or folders to move them to the keys above',
    veil: 'Drop to see the plan',
  },
  inspect: {
    name: 'Inspect',
    drop: 'Drop one encrypted file here',
    note: 'See its doors, format and size. This takes no key.',
    slim: 'Drop one encrypted file to look at it without any key',
    veil: 'Drop to inspect',
  },
}
