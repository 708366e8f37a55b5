import type { TryResult } from '../../../shared/model/key-page.ts'
import type { KeyFiles, NewFilePlace } from '../files/key-files.ts'

/** A result of which only some is known. */
export function tryResultOf(known: Partial<TryResult>): TryResult {
  return {
    base64: null,
    text: null,
    savedAs: null,
    bytes: 0,
    keyArn: null,
    keyMaterialId: null,
    algorithm: null,
    valid: null,
    ...known,
  }
}

/**
 * Asks where a result goes before the key is asked, where it is to be saved: `null` = on the page, `closed` = the person
 * closed the dialog and wants nothing done.
 */
export async function placeFor(
  files: KeyFiles,
  saveAs: boolean,
  { title, name }: { readonly title: string; readonly name: string },
): Promise<NewFilePlace | null | 'closed'> {
  if (!saveAs) return null
  return (await files.place(title, name)) ?? 'closed'
}

/** Text of bytes that are UTF-8 and hold nothing that is no text; null for others. */
export function shownText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return /\p{Cc}/u.test(text.replaceAll(/[\t\n\r]/g, '')) ? null : text
  } catch {
    return null
  }
}
