import { bytes, exactBytes } from '../../format/bytes.ts'
import type { ErrorWordsByCode } from './error-text.ts'
import { fact, quoted } from './facts.ts'

/** Words for files, folders and disks, and for plans and rows that are gone. */
export const fileWords = {
  FILE_NOT_FOUND: {
    title: 'The file is not there any more',
    why: 'It was moved, renamed or deleted.',
    next: 'Drop it again from where it is now.',
  },
  FILE_NOT_READABLE: {
    title: 'You may not read this file',
    why: 'Its permissions do not let you.',
    next: 'Change its permissions, then try again.',
  },
  FOLDER_NOT_READABLE: {
    title: 'You may not list this folder',
    why: 'Its permissions do not let you, so what is in it is not known.',
    next: 'Change its permissions, then drop it again.',
  },
  FOLDER_NOT_WRITABLE: {
    title: 'Nothing can be written in this folder',
    why: 'Its permissions or its disk do not allow it. Your original is unchanged.',
    next: 'Put results in another folder under Options.',
  },
  FILE_KIND_UNSUPPORTED: (facts) => ({
    title: 'This is not a file with contents',
    why: `It is ${fact(facts, 'kind') ?? 'a pipe, a socket or a device'}, which has nothing to encrypt.`,
    next: 'Leave it out.',
  }),
  FILE_IS_LINK: {
    title: 'This is a link to another file',
    why: 'Keyhold does not follow links, so that a link cannot point it at something else.',
    next: 'Drop the file that the link points to.',
  },
  FILE_CHANGED: {
    title: 'The file changed while it was being read',
    why: 'Another program wrote to it. Nothing was left behind.',
    next: 'Close it there, then try again.',
  },
  FILE_BUSY: {
    title: 'The file is being worked on',
    why: 'Another row of yours, or another program, uses it now.',
    next: 'Wait for that to end, then try again.',
  },
  FILE_TOO_LARGE: (facts) => {
    const limit = facts['limit']
    if (typeof limit === 'number') {
      return {
        title: 'The file is too large',
        why: `AWS KMS takes at most ${exactBytes(limit)} here.`,
        next: 'Choose a smaller file. Larger ones are encrypted on the Files page.',
      }
    }
    return {
      title: 'The file is too large',
      why: 'It does not fit the format with these frames, or the disk’s file system.',
      next: 'Choose larger frames under Options, or another disk.',
    }
  },
  FILE_NAME_TOO_LONG: {
    title: 'The result’s name would be too long',
    why: 'With “.encrypted” added, this disk does not take it.',
    next: 'Give the file a shorter name, then try again.',
  },
  FILE_NAME_UNSUPPORTED: {
    title: 'This name cannot be used here',
    why: 'The disk where the result goes does not allow a character or word in it.',
    next: 'Rename the file, or put results in another folder.',
  },
  TARGET_EXISTS: (facts) => ({
    title: `A file with the name${quoted(fact(facts, 'name', 'file'))} exists`,
    why: 'Keyhold never replaces a file.',
    next: 'Choose “Add a number” under Options, or move the other file.',
  }),
  RESULT_INSIDE_FOLDER: {
    title: 'The result would lie in the folder itself',
    why: 'A folder cannot become a file that is inside it.',
    next: 'Choose another folder for results under Options.',
  },
  DISK_FULL: (facts) => {
    const need = facts['need']
    return {
      title: 'The disk is full',
      why: `${typeof need === 'number' ? `The results need ${bytes(need)}. ` : ''}Nothing was left behind. Your original is unchanged.`,
      next: 'Free some space or choose another folder, then try again.',
    }
  },
  DISK_FAILED: {
    title: 'The disk reported an error',
    why: 'Reading or writing failed. Nothing was left behind.',
    next: 'Check the disk, then try again.',
  },
  PATH_NOT_ALLOWED: {
    title: 'This place is not allowed',
    why: 'It belongs to Keyhold itself, or is not a full path.',
    next: 'Choose a file or folder of your own.',
  },
  TOO_MANY_FILES: (facts) => ({
    title: 'These are too many files at once',
    why: `A plan takes at most ${fact(facts, 'limit', 'max') ?? 'so many'} files, so that nothing is left out unseen.`,
    next: 'Drop them in smaller groups.',
  }),
  VERIFY_FAILED: {
    title: 'The result did not pass its check',
    why: 'What was read back is not what was written, so it was removed. Your original is unchanged.',
    next: 'Try again. If it happens again, check the disk.',
  },
  PUBLICATION_UNCERTAIN: {
    title: 'The result may not be on the disk yet',
    why: 'It was written, and the disk did not confirm that it is kept.',
    next: 'Look at the result before you rely on it.',
  },
  TAR_DAMAGED: {
    title: 'There is no complete folder in this message',
    why: 'What was encrypted in it is not a whole tar file.',
    next: 'Open it as the file it is: choose “Keep the .tar file” under Options.',
  },
  TAR_ENTRY_UNSAFE: (facts) => ({
    title: `This folder holds something unsafe${quoted(fact(facts, 'file'))}`,
    why: 'It would be written outside the folder, over something else, or is no ordinary file. Nothing was written.',
    next: 'Open it as the file it is: choose “Keep the .tar file” under Options, and look into it with care.',
  }),
  PLAN_NOT_FOUND: {
    title: 'This plan is gone',
    why: 'It was started, cancelled or made before Keyhold was started anew.',
    next: 'Drop the files again.',
  },
  JOB_NOT_FOUND: {
    title: 'This row is gone',
    why: 'It was cleared, or Keyhold was started anew.',
    next: 'Drop the file again.',
  },
} as const satisfies ErrorWordsByCode
