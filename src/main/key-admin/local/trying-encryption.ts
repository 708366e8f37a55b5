import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { TryInput } from '../../../shared/model/key-page.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import { ciphertextBlobOf, mostBlobBytes, mostBlobFileBytes } from '../../keys/aws-kms/use/ciphertext-blob.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { ciphertextResult, plainName, plaintextResult } from '../trying/encryption-results.ts'
import { recordBlob, type LyingBlob, type TriedFiles } from '../trying/tried-blobs.ts'
import { givenBytes, tooLong, type GivenBytes } from '../trying/try-input.ts'
import { placeFor } from '../trying/try-result.ts'
import { localKeyInHand, type KeyCalls, type LocalKeyInHand } from './local-key-in-hand.ts'

type EncryptionCalls = Pick<LocalHandlersOf<'try'>, 'try.encrypt' | 'try.decrypt' | 'try.reEncrypt'>

/** What trying keys of this computer needs. */
export interface LocalTryingOptions {
  readonly keystore: KeyCalls
  readonly files: KeyFiles
  /** Takes in what becomes known of files: one that holds a ciphertext blob is found again by its key. */
  readonly known: Pick<TriedFiles, 'record' | 'now'>
}

/** A ciphertext blob of this computer in a file of its own. */
const blobSuffix = '.sealed'
const symmetric = 'SYMMETRIC_DEFAULT'

/** Short texts and small files, encrypted and decrypted inside the keystore. */
export function tryingEncryption({ keystore, files, known }: LocalTryingOptions): EncryptionCalls {
  return {
    'try.encrypt': async ({ ref, input, context, saveAs }) => {
      const key = await localKeyInHand(keystore, ref, 'encrypt')
      const algorithm = algorithmsOf(key)[0] ?? symmetric
      const asked = askedOf(key, algorithm, context)
      const mostBytes = factsOfSpec(key.row.spec)?.encryption[algorithm] ?? 4096
      const given = await givenBytes(files, input, { title: 'Choose a file to encrypt', mostBytes })
      if (given === null) return null
      try {
        const name = `${given.fileName ?? 'message'}${blobSuffix}`
        const place = await placeFor(files, saveAs, { title: 'Save what was encrypted', name })
        if (place === 'closed') return null
        const made = await keystore.call('encrypt', { ...asked, plaintext: given.bytes })
        const { ciphertext: bytes, keyMaterialId } = made
        const { file, result } = await ciphertextResult(
          { bytes, keyArn: null, keyMaterialId },
          algorithm,
          place,
        )
        const blob = { blob: bytes, at: 'result', source: given.from, result: file, verified: false } as const
        note(key, { action: 'encrypt', ...blob }, keyMaterialId)
        return result
      } finally {
        given.bytes.fill(0)
      }
    },
    'try.decrypt': async ({ ref, input, context, saveAs }) => {
      const key = await localKeyInHand(keystore, ref, 'decrypt')
      const given = await givenBlob(files, input)
      if (given === null) return null
      const name = plainName(given.fileName, blobSuffix)
      const place = await placeFor(files, saveAs, { title: 'Save what was opened', name })
      if (place === 'closed') return null
      const opened = await decryptByAny(key, given.bytes, context)
      const { keyMaterialId } = opened
      const { file, result } = await plaintextResult(opened, place)
      const blob = { blob: given.bytes, at: 'source', source: given.from, result: file } as const
      note(key, { action: file === null ? 'verify' : 'open', ...blob, verified: true }, keyMaterialId)
      return result
    },
    'try.reEncrypt': async ({ ref, to, input, context, toContext, saveAs }) => {
      const from = await localKeyInHand(keystore, ref, 'reEncrypt')
      const target = await localKeyInHand(keystore, to, 'reEncrypt')
      const algorithm = algorithmsOf(target)[0] ?? symmetric
      const asked = askedOf(target, algorithm, toContext)
      const given = await givenBlob(files, input)
      if (given === null) return null
      const name = given.fileName ?? `message${blobSuffix}`
      const place = await placeFor(files, saveAs, { title: 'Save what was encrypted again', name })
      if (place === 'closed') return null
      const moved = await keystore.call('reEncrypt', {
        from: askedOf(from, algorithmsOf(from)[0] ?? symmetric, context),
        to: asked,
        ciphertext: given.bytes,
      })
      const { ciphertext: bytes, keyMaterialId } = moved
      const { file, result } = await ciphertextResult(
        { bytes, keyArn: null, keyMaterialId },
        algorithm,
        place,
      )
      const blob = { blob: bytes, at: 'result', source: given.from, result: file, verified: false } as const
      note(target, { action: 'move', ...blob }, keyMaterialId)
      return result
    },
  }

  function note({ key, row }: LocalKeyInHand, blob: LyingBlob, keyMaterialId: string): void {
    const name = row.alias ?? key.keyId
    const label = { kind: 'local', name, where: 'this computer', arn: null, known: true } as const
    recordBlob(known, blob, { label, keyId: key.keyId, keyMaterialId })
  }

  /** An RSA ciphertext does not say which hash it was made with. */
  async function decryptByAny(
    key: LocalKeyInHand,
    ciphertext: Uint8Array,
    context: Readonly<Record<string, string>>,
  ) {
    const decrypt = async (algorithm: string) => {
      const opened = await keystore.call('decrypt', { ...askedOf(key, algorithm, context), ciphertext })
      return { bytes: opened.plaintext, keyArn: null, keyMaterialId: opened.keyMaterialId, algorithm }
    }
    const [first = symmetric, second] = algorithmsOf(key)
    try {
      return await decrypt(first)
    } catch (error) {
      const isOther = isVaultError(error) && error.code === 'KEY_CIPHERTEXT_INVALID' && second !== undefined
      if (!isOther) throw error
      return await decrypt(second)
    }
  }
}

/** Of the key's spec, the usual one first. */
function algorithmsOf({ key }: LocalKeyInHand): readonly string[] {
  return Object.keys(factsOfSpec(key.spec)?.encryption ?? { [symmetric]: 0 })
}

function askedOf({ key }: LocalKeyInHand, algorithm: string, context: Readonly<Record<string, string>>) {
  const pairs = Object.entries(context)
  if (algorithm !== symmetric && pairs.length > 0) {
    throw new VaultError('INVALID_REQUEST', 'a key pair takes no encryption context; leave it out', {
      facts: { reason: 'contextOfKeyPair' },
    })
  }
  return { keyId: key.keyId, algorithm, context: pairs }
}

async function givenBlob(files: KeyFiles, input: TryInput): Promise<GivenBytes | null> {
  const title = 'Choose a file that a key of this computer encrypted'
  const rules = { title, mostBytes: mostBlobBytes, mostFileBytes: mostBlobFileBytes }
  const given = await givenBytes(files, input, rules)
  if (given === null) return null
  const bytes = input.kind === 'base64' ? given.bytes : ciphertextBlobOf(given.bytes)
  if (bytes.length > mostBlobBytes) throw tooLong(mostBlobBytes)
  return { ...given, bytes }
}
