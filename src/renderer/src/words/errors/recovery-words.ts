import type { ErrorWordsByCode } from './error-text.ts'
import { fact } from './facts.ts'

/** Words for the recovery kit and backups of the keystore. */
export const recoveryWords = {
  KIT_TEXT_INVALID: (facts) =>
    fact(facts, 'version') === undefined
      ? {
          title: 'This is not what a sheet of a kit says',
          why:
            fact(facts, 'line') === undefined
              ? 'A letter or digit is wrong or missing.'
              : `Line ${fact(facts, 'line')} has a wrong letter or digit.`,
          next: 'Compare it with the sheet, line by line.',
        }
      : {
          title: 'This sheet is from a newer Keyhold',
          why: 'This version does not know how it is written.',
          next: 'Install the newer Keyhold.',
        },
  KIT_SHEETS_MIXED: {
    title: 'These sheets are of different kits',
    why: 'Only sheets of one kit open together.',
    next: 'Look at the kit’s number at the top of each sheet.',
  },
  KIT_SHEETS_TOO_FEW: (facts) => ({
    title: 'More sheets are needed',
    why: `This kit opens with ${fact(facts, 'threshold') ?? 'more'} of its sheets together.`,
    next: 'Bring the others.',
  }),
  KIT_WRONG: {
    title: 'This kit does not open it',
    why: 'It was made for another kit, or the sheets do not fit together.',
    next: 'Look for the sheet with the right number.',
  },
  KIT_PASSPHRASE_WRONG: {
    title: 'That is not the passphrase of this kit',
    why: 'The sheet is right, the passphrase is not.',
    next: 'Type the passphrase again.',
  },
  KIT_NOT_MADE: {
    title: 'There is no recovery kit yet',
    why: 'Backups are sealed to the recovery kit.',
    next: 'Make the kit first.',
  },
  BACKUP_INVALID: {
    title: 'This is not a backup of keys',
    why: 'The file is damaged, cut short or something else.',
    next: 'Choose another backup.',
  },
  BACKUP_FORGED: {
    title: 'This backup was not made by your Keyhold',
    why: 'It is sealed to your kit, but not vouched for by it: somebody else made it or changed it.',
    next: 'Do not use it. Choose another backup.',
  },
  BACKUP_OTHER_KIT: (facts) => ({
    title: 'This backup belongs to another kit',
    why: `It opens with the kit ${fact(facts, 'kit') ?? 'that it was made for'}.`,
    next: 'Bring that kit.',
  }),
  BACKUP_NEWER_VERSION: {
    title: 'This backup is from a newer Keyhold',
    why: 'This version cannot read it. It stays as it is.',
    next: 'Install the newer Keyhold, then try again.',
  },
  BACKUP_NOT_AGREED: {
    title: 'This backup is older than your keys here, or of another store',
    why: 'Keys made after it are not in it.',
    next: 'Read what is missing, then confirm.',
  },
} as const satisfies ErrorWordsByCode
