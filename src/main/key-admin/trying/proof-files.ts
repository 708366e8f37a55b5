import type { TryResult } from '../../../shared/model/key-page.ts'
import type { NewFilePlace } from '../files/key-files.ts'
import { toBase64 } from './to-base64.ts'
import { tryResultOf } from './try-result.ts'

/** A signature or MAC lies beside what it is of, under its name. */
export function proofFile(title: string, fileName: string | null, suffix: 'sig' | 'mac') {
  return { title, name: `${fileName ?? 'message.txt'}.${suffix}` }
}

/** A file holds the bytes alone, as `openssl` and others take them. */
export async function proofResult(
  proof: Uint8Array,
  by: Pick<TryResult, 'keyArn' | 'algorithm'>,
  place: NewFilePlace | null,
): Promise<TryResult> {
  const result = tryResultOf({ bytes: proof.length, ...by })
  if (place === null) return { ...result, base64: toBase64(proof) }
  return { ...result, savedAs: await place.write(proof) }
}
