import type { RuledOperation } from '../../../shared/model/local-key.ts'
import { count } from '../format/bytes.ts'
import { many } from '../format/lists.ts'

/** Words of the Rules tab of a key of this computer. */
export const rulesText = {
  reading: 'Reading the rules',
  failed: 'The rules could not be read',
  title: 'Rules',
  about:
    'What this key may be used for. The keystore refuses everything else, whoever asks. Managing the key is not ruled by them, so you can always change them back.',
  uses: 'What it may do',
  context: 'Context that it must be used with',
  contextNote:
    'Nothing is encrypted or opened under this key without these pairs. Public: they stand in each file, readable. Never a secret.',
  when: (usage: string | null) =>
    usage === 'SIGN_VERIFY'
      ? 'When it may sign'
      : usage === 'GENERATE_VERIFY_MAC'
        ? 'When it may make MACs'
        : 'When it may encrypt',
  from: 'From',
  fromHint: 'Nothing is made before this day.',
  until: 'Until',
  untilHint: 'Nothing is made after this day.',
  dayNeeded: 'Write days such as 12 Mar 2027',
  daysFault: 'The last day must not be before the first one',
  old: 'What it does to old files',
  files: (files: number) =>
    files === 0
      ? 'No known file depends on this key.'
      : `${many(files, 'known file')} ${files === 1 ? 'depends' : 'depend'} on this key.`,
  oldOpen: 'Old files open as before.',
  oldClosed: (files: number) =>
    files === 0
      ? 'Files under this key do not open until you allow it again.'
      : `${count(files)} known ${files === 1 ? 'file does' : 'files do'} not open until you allow it again.`,
  oldContext:
    'Files that were encrypted without these pairs do not open with this key until you take them out again.',
  newNone: 'No new file is encrypted under it until you allow it again.',
  newDates: 'New files are encrypted under it on these days only. Opening is not bound to them.',
  nothingLost: 'Nothing is lost by a rule: take it back, and all is as before.',
  save: 'Save rules',
  undo: 'Undo',
  saved: 'Changed the rules',
  notSaved: 'The rules were not changed',
  unchanged: 'Nothing is changed yet',
} as const

/** What each operation is, in plain words. */
export const operationWords: Readonly<Record<RuledOperation, string>> = {
  GenerateDataKey: 'Encrypt files',
  Decrypt: 'Open files and texts',
  Encrypt: 'Encrypt short texts',
  ReEncrypt: 'Move a text to another key',
  GenerateMac: 'Make MACs',
  VerifyMac: 'Check MACs',
  Sign: 'Sign',
  Verify: 'Verify signatures',
  GetPublicKey: 'Give out the public key',
}
