import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readManifest } from '../../scripts/vectors/manifest.ts'
import type { VectorEntry } from '../../scripts/vectors/manifest.ts'
import { limitsOf } from '../../scripts/vectors/run-vector.ts'
import { vectorKeyring } from '../../scripts/vectors/vector-keyring.ts'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { moveFile } from '../../src/main/jobs/file/move-file.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { isVaultError } from '../../src/shared/vault-error.ts'
import { openWithSdk, ourKeyring } from '../unit/main/message/support/js-sdk.ts'
import { sharedFolder } from './support/shared-folder.ts'

const { folder, present, reason } = sharedFolder('vectors')
const entries = present ? (await readManifest(folder)).filter(({ sweep }) => sweep === undefined) : []
const frameLengths = [1, 16, 4096, 8192, 1024 * 1024]
const keyring = ourKeyring()

/** Every `step`-th entry of each suite, so that none is without one. */
function sample(expectation: VectorEntry['expect'], step: number): VectorEntry[] {
  const seen = new Map<string | null, number>()
  return entries.filter((entry) => {
    if (entry.expect !== expectation) return false
    const count = seen.get(entry.algorithmSuite) ?? 0
    seen.set(entry.algorithmSuite, count + 1)
    return count % step === 0
  })
}

const scratch = await mkdtemp(path.join(os.tmpdir(), 'keyhold-move-'))
afterAll(() => rm(scratch, { recursive: true, force: true }))

/** Moves one entry to the key that both implementations have, in a folder of its own. */
async function moveVector(entry: VectorEntry, index: number) {
  const room = await mkdtemp(path.join(scratch, 'room-'))
  const source = path.join(room, 'old.encrypted')
  const target = path.join(room, 'new.encrypted')
  await copyFile(path.join(folder, entry.file), source)
  const limits = limitsOf(entry)
  // Forbidding commitment is a policy of reading here: what is written always commits.
  const isForbidden = limits.commitmentPolicy === 'FORBID_ENCRYPT_ALLOW_DECRYPT'
  const moved = moveFile({
    files: nodeFiles,
    source,
    target,
    openingKeyring: await vectorKeyring(folder, entry),
    requiredContext: entry.reproducedEncryptionContext,
    keyring,
    limits: isForbidden ? { ...limits, commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' } : limits,
    suite: index % 2 === 0 ? '0478' : '0578',
    frameLength: frameLengths[index % frameLengths.length] ?? 4096,
  })
  return { moved, room, target }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('a move of the shared vectors', () => {
  beforeEach(({ skip }) => skip(!present, reason))

  it('is of all eleven suites', () => {
    const suites = sample('plaintext', 6).map(({ algorithmSuite }) => algorithmSuite)
    expect(new Set(suites).size).toBe(11)
  })

  it.each(sample('plaintext', 6).map((entry, index) => ({ name: entry.name, entry, index })))(
    'keeps what is in $name',
    async ({ entry, index }) => {
      const { moved, room, target } = await moveVector(entry, index)
      const { plaintextBytes } = await moved
      expect(plaintextBytes).toBe(entry.plaintext?.length)
      const opened = path.join(room, 'opened')
      const requiredContext = entry.reproducedEncryptionContext
      await decryptFile({ files: nodeFiles, source: target, target: opened, keyring, requiredContext })
      expect(sha256(await readFile(opened))).toBe(entry.plaintext?.sha256)
      // The JavaScript SDK has no way to be given pairs that a header leaves out. FORMAT.md section 13.
      const isWhole = [...requiredContext.keys()].every((key) => entry.encryptionContext.has(key))
      if (isWhole)
        expect(sha256((await openWithSdk(await readFile(target))).plaintext)).toBe(entry.plaintext?.sha256)
      await rm(room, { recursive: true })
    },
  )

  it.each(sample('error', 8).map((entry, index) => ({ name: entry.name, entry, index })))(
    'leaves nothing of $name, which is to be refused',
    async ({ entry, index }) => {
      const { moved, room } = await moveVector(entry, index)
      const error: unknown = await moved.then(
        () => 'moved',
        (thrown: unknown) => thrown,
      )
      expect(isVaultError(error), String(error)).toBe(true)
      expect(await readdir(room)).toEqual(['old.encrypted'])
      await rm(room, { recursive: true })
    },
  )
})
