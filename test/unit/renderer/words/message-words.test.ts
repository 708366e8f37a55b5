import { expect, test } from 'vitest'
import { errorText } from '../../../../src/renderer/src/words/errors/error-words.ts'

const why = (facts: Readonly<Record<string, string | number>>) =>
  errorText({ code: 'MESSAGE_LIMIT_EXCEEDED', message: '', facts }).why

test.each([
  [
    { what: 'encryptedDataKeys', count: 4096, limit: 10 },
    'It has 4,096 doors, and Keyhold opens files with at most 10. Nothing was written.',
  ],
  [
    { what: 'headerBytes', limit: 1_048_576 },
    'What stands before its contents is longer than 1.0 MB, the most that Keyhold reads. Nothing was written.',
  ],
  [
    { what: 'frameLength', frameLength: 4_294_967_295, limit: 67_108_864 },
    'Its frames are of 4.3 GB, and Keyhold opens frames of at most 67.1 MB. Nothing was written.',
  ],
  [
    { what: 'nonFramedContent', limit: 67_108_864 },
    'It is written in one piece, and Keyhold opens such files up to 67.1 MB. Nothing was written.',
  ],
  [
    { what: 'tarEntries', limit: 1_000_000 },
    'It holds more than 1,000,000 files and folders, the most that Keyhold unpacks. Nothing was written.',
  ],
  [{}, 'It passes a limit that keeps hostile files out. Nothing was written.'],
])('a limit is told by what passed it: %j', (facts, words) => {
  expect(why(facts)).toBe(words)
})
