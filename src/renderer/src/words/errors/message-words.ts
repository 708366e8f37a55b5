import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import { bytes, count } from '../../format/bytes.ts'
import { fact, quoted } from './facts.ts'
import { requestWords } from './request-words.ts'
import type { ErrorWordsByCode } from './error-text.ts'

/** Words for what can be wrong with a message, and for failures of Keyhold itself. */
export const messageWords = {
  INTERNAL: {
    title: 'Keyhold made a mistake',
    why: 'This should not happen. Your original is unchanged.',
    next: 'Try again. If it happens again, copy the details into a report.',
  },
  INVALID_REQUEST: requestWords,
  CANCELLED: {
    title: 'Cancelled',
    why: 'You stopped this. Nothing was left behind.',
    next: 'Start it again at any time.',
  },
  MESSAGE_NOT_RECOGNISED: {
    title: 'This is not an encrypted file',
    why: 'It does not begin like any file that Keyhold or the AWS Encryption SDK writes.',
    next: 'Encrypt it as a plain file, or leave it out.',
  },
  MESSAGE_UNSUPPORTED: (facts) => {
    const what = fact(facts, 'suite', 'kind', 'version', 'algorithm')
    return {
      title: 'This kind of encrypted file is not supported yet',
      why:
        what === undefined
          ? 'It is written in a way that this version of Keyhold does not read.'
          : `It is written as “${what}”, which this version of Keyhold does not read.`,
      next: 'Open it with a newer Keyhold, or with the program that made it.',
    }
  },
  MESSAGE_MALFORMED: {
    title: 'The file does not follow its format',
    why: 'It begins like an encrypted file, and then breaks the rules of the format. Nothing was written.',
    next: 'Get the file again from where it came from.',
  },
  MESSAGE_TRUNCATED: {
    title: 'The end of the file is missing',
    why: 'It was cut off, often by an unfinished download or copy. Nothing was written.',
    next: 'Copy or download it again, then try again.',
  },
  MESSAGE_DAMAGED: {
    title: 'The file was changed after it was encrypted',
    why: 'Its contents do not match their seal: damaged, or altered by someone. Nothing was written.',
    next: 'Get the file again from where it came from, or use another copy.',
  },
  MESSAGE_TRAILING_BYTES: {
    title: 'Something was added to the end of the file',
    why: 'The encrypted file is followed by bytes that do not belong to it. Nothing was written.',
    next: 'Get the file again from where it came from.',
  },
  MESSAGE_LIMIT_EXCEEDED: (facts) => ({
    title: 'The file asks for more than Keyhold allows',
    why: `${passedLimit(facts)} Nothing was written.`,
    next: 'Check where the file came from. If you trust it, open it with the program that made it.',
  }),
  COMMITMENT_MISMATCH: {
    title: 'The file does not belong to this key',
    why: 'The key opened its door, but the file was sealed for another one. Nothing was written.',
    next: 'Get the file again from where it came from.',
  },
  COMMITMENT_REQUIRED: {
    title: 'The file is of an older kind that needs your consent',
    why: 'It does not commit to its key: whoever made it could have made it open to something else for another key.',
    next: 'Open it only if you trust where it came from.',
  },
  ENCRYPTION_CONTEXT_INVALID: (facts) => {
    const pair = fact(facts, 'pair')
    const isTwice = fact(facts, 'reason') === 'twice'
    const why = isTwice ? `The name${quoted(pair)} is there twice.` : `The name${quoted(pair)} is reserved.`
    if (pair !== undefined) {
      return { title: 'The context pairs are not valid', why, next: 'Choose another name under Options.' }
    }
    return {
      title: 'The context pairs are not valid',
      why: 'They are too long, have the same name twice, or hold something that is not text.',
      next: 'Use fewer or shorter pairs. If they are those of a file, get it again from where it came from.',
    }
  },
  ENCRYPTION_CONTEXT_MISMATCH: (facts) => ({
    title: 'The file is not the one that was expected',
    why: `Its context pair${quoted(fact(facts, 'pair'))} has another value than your settings ask for. Nothing was written.`,
    next: 'Check that this is the right file, or change the required pairs in Settings.',
  }),
  REQUIRED_PAIR_MISSING: (facts) => ({
    title: `The context pair${quoted(fact(facts, 'pair'))} is missing`,
    why: 'Your settings ask every encrypted file for it. Without it the file does not open here.',
    next:
      fact(facts, 'reason') === 'opening'
        ? 'Check that this is the right file, or take the pair out of the required ones in Settings.'
        : 'Add it under Options, or take it out of the required pairs in Settings.',
  }),
  FRAME_NUMBERS_EXHAUSTED: {
    title: 'The file is too large for its frame length',
    why: 'A file can have at most 4,294,967,295 frames.',
    next: 'Choose larger frames under Options, then try again.',
  },
  SEALER_SPENT: {
    title: 'Keyhold stopped to stay safe',
    why: 'The same part would have been encrypted twice. Nothing was left behind.',
    next: 'Try again: a new key is made for the file.',
  },
} as const satisfies ErrorWordsByCode

/** Which limit of `message-limits.ts`, or of unpacking, was passed, as the facts tell it. */
function passedLimit(facts: VaultErrorFacts): string {
  const most = bytes(Number(facts['limit']))
  switch (facts['what']) {
    case 'encryptedDataKeys':
      return `It has ${number(facts, 'count')} doors, and Keyhold opens files with at most ${number(facts, 'limit')}.`
    case 'headerBytes':
      return `What stands before its contents is longer than ${most}, the most that Keyhold reads.`
    case 'frameLength':
      return `Its frames are of ${bytes(Number(facts['frameLength']))}, and Keyhold opens frames of at most ${most}.`
    case 'nonFramedContent':
      return `It is written in one piece, and Keyhold opens such files up to ${most}.`
    case 'tarEntries':
      return `It holds more than ${number(facts, 'limit')} files and folders, the most that Keyhold unpacks.`
    default:
      return 'It passes a limit that keeps hostile files out.'
  }
}

const number = (facts: VaultErrorFacts, name: string): string => count(Number(facts[name]))
