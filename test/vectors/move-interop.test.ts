import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { moveFile } from '../../src/main/jobs/file/move-file.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { openWithSdk, ourKeyring, sealWithSdk } from '../unit/main/message/support/js-sdk.ts'

const scratch = await mkdtemp(path.join(os.tmpdir(), 'keyhold-move-interop-'))
const [source, target] = [path.join(scratch, 'old'), path.join(scratch, 'new')]
const context = { a: '1', B: '2' }
const mib = 1024 * 1024
const lengths = [16, 4096, 8192, 65_536, mib]
const sizes = [0, 1, 4096, 8191, 8192, 8193, mib, 3 * mib + 17]
const cases = lengths.flatMap((oldLength, index) =>
  sizes
    .filter((size) => size / oldLength < 2000)
    .map((size) => ({ size, oldLength, frameLength: lengths[(index + 2) % lengths.length] ?? 16 })),
)

afterAll(() => rm(scratch, { recursive: true, force: true }))

describe('a message of the JavaScript Encryption SDK that Keyhold moved', () => {
  it.each(cases.filter(({ size, frameLength }) => size / frameLength < 2000))(
    'F-63 opens there: $size bytes from frames of $oldLength to $frameLength',
    async ({ size, oldLength, frameLength }) => {
      const plaintext = randomBytes(size)
      for (const [old, suite] of [
        ['0478', '0578'],
        ['0578', '0478'],
      ] as const) {
        await writeFile(source, await sealWithSdk({ suite: old, plaintext, frameLength: oldLength, context }))
        const keyring = ourKeyring()
        const work = { files: nodeFiles, openingKeyring: keyring, keyring, suite, frameLength }
        await moveFile({ ...work, source, target, context: new Map([['c', '3']]) })
        const opened = await openWithSdk(await readFile(target))
        expect(plaintext.equals(opened.plaintext)).toBe(true)
        expect(opened.context).toEqual({ ...context, c: '3' })
        await rm(target)
      }
    },
  )
})
