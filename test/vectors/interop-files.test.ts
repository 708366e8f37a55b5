import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { openWithSdk, ourKeyring, sealWithSdk } from '../unit/main/message/support/js-sdk.ts'

const scratch = await mkdtemp(path.join(os.tmpdir(), 'keyhold-interop-'))
const [source, target] = [path.join(scratch, 'source'), path.join(scratch, 'target')]
const context = { a: '1', B: '2' }
const mib = 1024 * 1024
const sizes = [0, 1, 8191, 8192, 8193, mib, mib + 1, 3 * mib, 5 * mib + 17]
const cases = [16, 8192, 65_536, mib].flatMap((frameLength) =>
  sizes
    .filter((size) => size / frameLength < 2000)
    .flatMap((size) => (['0478', '0578'] as const).map((suite) => ({ suite, frameLength, size }))),
)

afterAll(() => rm(scratch, { recursive: true, force: true }))

describe('files of Keyhold and messages of the JavaScript Encryption SDK', () => {
  it.each(cases)(
    'F-63 open each other: $size bytes in frames of $frameLength, suite $suite',
    async ({ suite, frameLength, size }) => {
      const plaintext = randomBytes(size)
      const work = { files: nodeFiles, keyring: ourKeyring(), source, target }

      await writeFile(source, plaintext)
      await encryptFile({ ...work, suite, frameLength, context: new Map(Object.entries(context)) })
      const opened = await openWithSdk(await readFile(target))
      expect(plaintext.equals(opened.plaintext)).toBe(true)
      expect(opened.context).toEqual(context)
      await rm(target)

      await writeFile(source, await sealWithSdk({ suite, plaintext, frameLength, context }))
      await decryptFile(work)
      expect(plaintext.equals(await readFile(target))).toBe(true)
      await rm(target)
    },
  )
})
