import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenedFile } from './files.ts'

/**
 * Fills `into` from `position`; fewer bytes only where the file ends first. Returns the bytes read. The system may
 * give less than was asked at any time, so every read goes on until it is whole.
 */
export async function readUpTo(file: OpenedFile, into: Uint8Array, position: number): Promise<number> {
  let filled = 0
  while (filled < into.length) {
    const count = await file.read(into.subarray(filled), position + filled)
    if (count === 0) break
    filled += count
  }
  return filled
}

/** Writes all of `from` at `position`. Throws DISK_FULL where the disk takes nothing more. */
export async function writeWhole(file: OpenedFile, from: Uint8Array, position: number): Promise<void> {
  let written = 0
  while (written < from.length) {
    const count = await file.write(from.subarray(written), position + written)
    if (count === 0) throw new VaultError('DISK_FULL', 'the disk took no more bytes; make room and try again')
    written += count
  }
}
