import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { isVaultError } from '../../src/shared/vault-error.ts'

const scratch = await mkdtemp(path.join(os.tmpdir(), 'keyhold-sweep-'))
const keyring = new RawAesKeyring({ namespace: 'ns', name: 'name', wrappingKey: Secret.random(32) })
const source = path.join(scratch, 'source')
const message = path.join(scratch, 'source.encrypted')
const changed = path.join(scratch, 'changed.encrypted')
const target = path.join(scratch, 'target')

await writeFile(source, Buffer.from('forty bytes of plaintext in three frames'))
await encryptFile({
  files: nodeFiles,
  source,
  target: message,
  keyring,
  frameLength: 16,
  context: new Map([['a', '1']]),
})
const bytes = await readFile(message)

/** Decrypts the variant file to file; the code it is refused with, and what is left in the folder. */
const refusal = async (variant: Uint8Array): Promise<string> => {
  await writeFile(changed, variant)
  try {
    await decryptFile({ files: nodeFiles, source: changed, target, keyring })
    return 'was opened'
  } catch (error) {
    return isVaultError(error) ? error.code : String(error)
  }
}
const leftovers = async (): Promise<readonly string[]> =>
  (await readdir(scratch)).filter(
    (name) => !['source', 'source.encrypted', 'changed.encrypted'].includes(name),
  )

afterAll(() => rm(scratch, { recursive: true, force: true }))

describe('a message of ours, file to file', () => {
  it('F-40 is refused cut anywhere, and leaves nothing behind', async () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(await refusal(bytes.subarray(0, length))).toBe('MESSAGE_TRUNCATED')
    }
    expect(await leftovers()).toEqual([])
  })

  it('F-41 is refused with any bit flipped, with a closed code, and leaves nothing behind', async () => {
    const codes = new Set<string>()
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const variant = Uint8Array.from(bytes)
      variant[bit >>> 3] = (variant[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      codes.add(await refusal(variant))
    }
    expect(codes).not.toContain('was opened')
    expect([...codes].filter((code) => !/^[A-Z_]+$/.test(code) || code === 'INTERNAL')).toEqual([])
    expect(await leftovers()).toEqual([])
  })

  it('F-01 is refused with a byte behind it', async () => {
    expect(await refusal(Buffer.concat([bytes, Buffer.alloc(1)]))).toBe('MESSAGE_TRAILING_BYTES')
    expect(await leftovers()).toEqual([])
  })

  it('F-40 opens unchanged', async () => {
    expect(await refusal(bytes)).toBe('was opened')
    expect(await readFile(target, 'utf8')).toBe('forty bytes of plaintext in three frames')
  })
})
