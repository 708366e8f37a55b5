import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { TryInput } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import { ciphertextBlobOf, mostBlobBytes, mostBlobFileBytes } from '../../keys/aws-kms/use/ciphertext-blob.ts'
import {
  decryptBytes,
  encryptBytes,
  reEncryptBytes,
  type KmsBytes,
  type KmsCryptoOptions,
} from '../../keys/aws-kms/use/encrypt-and-decrypt.ts'
import type { KeyFiles, SomeFile } from '../files/key-files.ts'
import { keyInHand, type KeyAccess, type KeyInHand } from '../key-in-hand.ts'
import { noteBlob, type TriedBlob, type TriedFiles } from './tried-blobs.ts'
import { givenBytes, tooLong, type GivenBytes } from './try-input.ts'
import { ciphertextResult, plainName, plaintextResult } from './encryption-results.ts'
import { placeFor } from './try-result.ts'

type EncryptionCalls = Pick<AwsHandlersOf<'try'>, 'try.encrypt' | 'try.decrypt' | 'try.reEncrypt'>

type NoteBlob = (tried: TriedBlob) => Promise<void>

/** What a request says of how to encrypt. */
type Context = Readonly<Record<string, string>>

/** The suffix of a ciphertext blob in a file of its own. */
const blobSuffix = '.kms'
const symmetric = 'SYMMETRIC_DEFAULT'

/** Short texts and small files, encrypted and decrypted by KMS itself. */
export function encryptionHandlers(access: KeyAccess, files: KeyFiles, known: TriedFiles): EncryptionCalls {
  const note: NoteBlob = (tried) => noteBlob(known, tried)
  return {
    'try.encrypt': async ({ ref, input, context, saveAs }) => {
      const key = await keyInHand(access, ref, 'encrypt')
      const algorithm = algorithmsOf(key)[0] ?? symmetric
      const mostBytes = factsOfSpec(key.row.spec)?.encryption[algorithm] ?? 4096
      const options = cryptoOptions(key, algorithm, context)
      const given = await givenBytes(files, input, { title: 'Choose a file to encrypt', mostBytes })
      if (given === null) return null
      try {
        const name = `${given.fileName ?? 'message'}${blobSuffix}`
        const place = await placeFor(files, saveAs, { title: 'Save what was encrypted', name })
        if (place === 'closed') return null
        const made = await encryptBytes(key.kms, given.bytes, options)
        const { file, result } = await ciphertextResult(made, algorithm, place)
        await note(madeBlob('encrypt', given, { made, file }))
        return result
      } finally {
        given.bytes.fill(0)
      }
    },
    'try.decrypt': async ({ ref, input, context, saveAs }) => {
      const key = await keyInHand(access, ref, 'decrypt')
      const given = await givenBlob(files, input)
      if (given === null) return null
      const place = await placeFor(files, saveAs, {
        title: 'Save what was opened',
        name: plainName(given.fileName, blobSuffix),
      })
      if (place === 'closed') return null
      const opened = await decryptByAny(key, given.bytes, context)
      const { file, result } = await plaintextResult(opened, place)
      await note(openedBlob(given, { opened, file }))
      return result
    },
    'try.reEncrypt': async ({ ref, to, input, context, toContext, saveAs }) => {
      const from = await keyInHand(access, ref, 'reEncrypt')
      const target = await targetOf(access, from, to)
      const given = await givenBlob(files, input)
      if (given === null) return null
      const name = given.fileName ?? `message${blobSuffix}`
      const place = await placeFor(files, saveAs, { title: 'Save what was encrypted again', name })
      if (place === 'closed') return null
      const algorithm = algorithmsOf(target)[0] ?? symmetric
      const moved = await reEncryptBytes(from.kms, given.bytes, {
        from: cryptoOptions(from, algorithmsOf(from)[0] ?? symmetric, context),
        to: cryptoOptions(target, algorithm, toContext),
      })
      const { file, result } = await ciphertextResult(moved, algorithm, place)
      await note(madeBlob('move', given, { made: moved, file }))
      return result
    },
  }
}

/** Of the key's spec, the usual one first. */
function algorithmsOf({ row }: KeyInHand): readonly string[] {
  return Object.keys(factsOfSpec(row.spec)?.encryption ?? { [symmetric]: 0 })
}

function cryptoOptions({ keyArn }: KeyInHand, algorithm: string, context: Context): KmsCryptoOptions {
  if (algorithm !== symmetric && Object.keys(context).length > 0) {
    throw new VaultError('INVALID_REQUEST', 'a key pair takes no encryption context; leave it out', {
      facts: { reason: 'contextOfKeyPair' },
    })
  }
  return { keyArn, algorithm, context }
}

/** A key of the same Region, through the same connection: ReEncrypt is one call. */
async function targetOf(access: KeyAccess, from: KeyInHand, to: AwsKeyRef): Promise<KeyInHand> {
  const target = await keyInHand(access, to, 'reEncrypt')
  if (target.arn.region === from.arn.region && to.connectionId === from.ref.connectionId) return target
  throw new VaultError('INVALID_REQUEST', 'both keys must be in one region and reached by one connection', {
    facts: { reason: 'otherRegion' },
  })
}

async function givenBlob(files: KeyFiles, input: TryInput): Promise<GivenBytes | null> {
  const title = 'Choose a file that AWS KMS encrypted'
  const rules = { title, mostBytes: mostBlobBytes, mostFileBytes: mostBlobFileBytes }
  const given = await givenBytes(files, input, rules)
  if (given === null) return null
  const bytes = input.kind === 'base64' ? given.bytes : ciphertextBlobOf(given.bytes)
  if (bytes.length > mostBlobBytes) throw tooLong(mostBlobBytes)
  return { ...given, bytes }
}

/** An RSA ciphertext does not say which hash it was made with. */
async function decryptByAny(
  key: KeyInHand,
  blob: Uint8Array,
  context: Context,
): Promise<KmsBytes & { readonly algorithm: string }> {
  const [first = symmetric, ...others] = algorithmsOf(key)
  const decrypt = async (algorithm: string) => ({
    ...(await decryptBytes(key.kms, blob, cryptoOptions(key, algorithm, context))),
    algorithm,
  })
  const second = others[0]
  try {
    return await decrypt(first)
  } catch (error) {
    const mayBeOther = isVaultError(error) && error.code === 'KMS_INVALID_CIPHERTEXT' && second !== undefined
    if (!mayBeOther) throw error
    return await decrypt(second)
  }
}

/** A blob that was made of what was given. */
function madeBlob(
  action: 'encrypt' | 'move',
  { from }: GivenBytes,
  { made, file }: { readonly made: KmsBytes; readonly file: SomeFile | null },
): TriedBlob {
  return { action, blob: made.bytes, at: 'result', source: from, result: file, by: made, verified: false }
}

/** A blob that was given, and opened: into a file, or shown. */
function openedBlob(
  { bytes, from }: GivenBytes,
  { opened, file }: { readonly opened: KmsBytes; readonly file: SomeFile | null },
): TriedBlob {
  const action = file === null ? 'verify' : 'open'
  return { action, blob: bytes, at: 'source', source: from, result: file, by: opened, verified: true }
}
