import type { Source } from '../file/open-source.ts'
import { checkUnchanged } from '../file/open-source.ts'
import { fileChanged } from '../engine/changed.ts'
import { readUpTo } from '../files/whole-transfers.ts'

/** All bytes of a small source, which did not change meanwhile. The caller wipes them where they are secret. */
export async function readSmallFile(source: Source): Promise<Uint8Array> {
  // Memory of its own, outside V8's heap: what is in it can be wiped.
  const bytes = new Uint8Array(new ArrayBuffer(source.facts.size))
  try {
    if ((await readUpTo(source.file, bytes, 0)) !== bytes.length) throw fileChanged()
    await checkUnchanged(source)
    return bytes
  } catch (error) {
    bytes.fill(0)
    throw error
  }
}
