import type { KeyRow } from '../../../../shared/model/key.ts'
import { withLimit } from '../in-flight.ts'
import { Columns } from './columns.ts'
import type { RotationListing } from './key-listing.ts'
import { listMaterials } from './list-materials.ts'
import { Progress } from './progress.ts'
import { withMaterials } from './rotation-of-row.ts'
import { hasDates, rotationsToRead } from './rotations-to-read.ts'
import { RowBatches } from './row-batches.ts'

const action = 'kms:ListKeyRotations'

/** ListKeyRotations has a low quota (100 a second, KMS.md section 4), of which the pace takes half. */
const keysInFlight = 8

/**
 * Reads the key materials of every key among `rows` that can have several and whose reading is not fresh: those that
 * known files depend on first, then those without a known date. Throws CANCELLED and where the service stays away; what
 * was read until then was told and is kept. Gives the actions that were denied.
 */
export async function readRotations(listing: RotationListing): Promise<readonly string[]> {
  const { now, onRows, onProgress } = listing
  const keys = rotationsToRead(listing)
  const batches = new RowBatches(onRows, now)
  const columns = new Columns()
  const progress = new Progress(onProgress, { total: keys.length, now })
  try {
    await withLimit(keys, keysInFlight, async (row) => {
      const read = await readOne(listing, columns, row)
      if (read !== null) batches.add(read)
      progress.step()
    })
  } finally {
    batches.flush()
  }
  return columns.denied()
}

/** The row with what its materials tell; null where nothing was read. */
async function readOne(listing: RotationListing, columns: Columns, listed: KeyRow): Promise<KeyRow | null> {
  const { session, keepMaterials, rowNow, signal } = listing
  const keyArn = listed.arn ?? ''
  const cell = await columns.cell(action, () => listMaterials(session, keyArn, signal), hasDates(listed))
  if (cell.kind === 'value') await keepMaterials(keyArn, cell.value)
  // Reading thousands of keys takes minutes: the row may have been read anew meanwhile.
  const row = rowNow(keyArn)
  if (row === null) return null
  const others = row.denied.filter((each) => each !== action)
  if (cell.kind === 'denied') return { ...row, denied: [...others, action].toSorted() }
  if (cell.kind !== 'value') return null
  // Without its status nobody knows whether the key rotates by itself: the materials stay in the cache alone.
  return { ...row, denied: others, rotation: row.rotation && withMaterials(row.rotation, cell.value) }
}
