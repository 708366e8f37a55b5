import { basename } from 'node:path'
import type { TryResult } from '../../../shared/model/key-page.ts'
import type { NewFilePlace, SomeFile } from '../files/key-files.ts'
import { toBase64 } from './to-base64.ts'
import { shownText, tryResultOf } from './try-result.ts'

/** A result, and the file that holds it where it was saved. */
export interface Written {
  readonly result: TryResult
  readonly file: SomeFile | null
}

/** What a key gave. `keyArn`: null for a key of this computer. */
export interface MadeBytes {
  readonly bytes: Uint8Array
  readonly keyArn: string | null
  readonly keyMaterialId: string | null
}

/** A ciphertext on the page, or in a file. */
export async function ciphertextResult(
  { bytes, keyArn, keyMaterialId }: MadeBytes,
  algorithm: string,
  place: NewFilePlace | null,
): Promise<Written> {
  const result = tryResultOf({ bytes: bytes.length, keyArn, keyMaterialId, algorithm })
  if (place === null) return { file: null, result: { ...result, base64: toBase64(bytes) } }
  const file = await place.writeFile(bytes)
  return { file, result: { ...result, savedAs: basename(file.path) } }
}

/** The plaintext is wiped here; what is shown of it lives on in the page. */
export async function plaintextResult(
  { bytes, keyArn, keyMaterialId, algorithm }: MadeBytes & { readonly algorithm: string },
  place: NewFilePlace | null,
): Promise<Written> {
  try {
    const result = tryResultOf({ bytes: bytes.length, keyArn, keyMaterialId, algorithm })
    if (place !== null) {
      const file = await place.writeFile(bytes)
      return { file, result: { ...result, savedAs: basename(file.path) } }
    }
    const text = shownText(bytes)
    const shown = text === null ? { base64: toBase64(bytes) } : { text }
    return { file: null, result: { ...result, ...shown } }
  } finally {
    bytes.fill(0)
  }
}

/** The name proposed for what a ciphertext in a file held. */
export function plainName(fileName: string | null, blobSuffix: string): string {
  if (fileName === null) return 'message.txt'
  return fileName.length > blobSuffix.length && fileName.endsWith(blobSuffix)
    ? fileName.slice(0, -blobSuffix.length)
    : `${fileName}.opened`
}
