import { join } from 'node:path'
import type { StoreSnapshot } from '../../shared/model/vault.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { checkCopy } from './check-copy.ts'
import { listSnapshots } from './list-snapshots.ts'
import type { NamedSnapshot } from './snapshot-names.ts'
import { snapshotsByLine } from './snapshots-by-line.ts'

const mostTold = 200

/** Every snapshot with what its MAC says, newest first. Opens each where what opens it is at hand. */
export async function tellSnapshots(deps: VaultDeps): Promise<readonly StoreSnapshot[]> {
  const told: StoreSnapshot[] = []
  for (const named of listSnapshots(deps).slice(0, mostTold)) told.push(await tellSnapshot(deps, named))
  return told
}

/**
 * The newest snapshot whose MAC holds, of the store that is here before those of others, which have other keys; where none can
 * be opened now, the newest that may. Null where none may.
 */
export async function newestGoodSnapshot(deps: VaultDeps): Promise<StoreSnapshot | null> {
  for (const snapshots of snapshotsByLine(deps)) {
    let mayBeGood: StoreSnapshot | null = null
    for (const named of snapshots) {
      const told = await tellSnapshot(deps, named)
      if (told.good === true) return told
      if (told.good === null) mayBeGood ??= told
    }
    if (mayBeGood !== null) return mayBeGood
  }
  return null
}

/** A keychain that does not answer leaves it open. */
async function tellSnapshot(deps: VaultDeps, { name, at, epoch }: NamedSnapshot): Promise<StoreSnapshot> {
  try {
    const path = join(deps.paths.snapshots, name)
    const check = await checkCopy(deps, path, ({ database }) =>
      Number(database.prepare('SELECT count(*) AS count FROM keys').get()?.['count']),
    )
    if (check.kind === 'good') return { name, at, epoch, keyCount: check.value, good: true }
    return { name, at, epoch, keyCount: null, good: check.kind === 'damaged' ? false : null }
  } catch {
    return { name, at, epoch, keyCount: null, good: null }
  }
}
