import { basename } from 'node:path'
import type { StoreFinding, VaultHealth, VaultStatus } from '../shared/model/vault.ts'
import { usesKeychain } from './protection/join-factors.ts'
import { randomUuid } from './random-ids.ts'
import { listSnapshots } from './snapshots/list-snapshots.ts'
import { tellSnapshots } from './snapshots/tell-snapshots.ts'
import type { OpenStore } from './store/open-store.ts'
import type { VaultDeps } from './vault-deps.ts'

/** When everything was last looked at, and what was found. */
export interface StoreCheck {
  readonly at: string
  readonly findings: readonly StoreFinding[]
}

export interface HealthFacts {
  readonly status: VaultStatus
  readonly store: OpenStore | undefined
  readonly lastCheck: StoreCheck | undefined
  readonly scryptSeconds: number | null
}

const mostFindings = 1000
const mostNames = 200

/** How the keystore stands. While it is locked, or stays so, the keychain is not touched. */
export async function tellHealth(
  deps: VaultDeps,
  { status, store, lastCheck, scryptSeconds }: HealthFacts,
): Promise<VaultHealth> {
  const row = store?.rows.store
  const isLocked = status.state === 'locked'
  const mode = row?.mode ?? (isLocked ? status.mode : null)
  const usesIt = mode === null || usesKeychain(mode)
  const findings = status.state === 'damaged' ? status.findings : (lastCheck?.findings ?? [])
  return {
    mode,
    keychainOfStore: row === undefined || row.keychain === '' ? null : row.keychain,
    keychainNow: deps.keychain,
    keychainWorks: isLocked || !usesIt || deps.staysLocked?.() === true ? null : await keychainWorks(deps),
    storeId: row?.storeId ?? null,
    createdAt: row?.createdAt ?? null,
    epoch: row?.epoch ?? null,
    epochInKeychain: row === undefined || !usesIt ? null : await epochInKeychain(deps, row.storeId),
    checkedAt: lastCheck?.at ?? null,
    macHolds:
      status.state === 'damaged' ? false : lastCheck === undefined ? null : lastCheck.findings.length === 0,
    findings: findings.slice(0, mostFindings),
    snapshots: [...(await snapshotsOf(deps, isLocked))],
    setAside: namesSetAside(deps),
    scryptN: row?.scryptN ?? null,
    scryptSeconds,
  }
}

async function snapshotsOf(deps: VaultDeps, isLocked: boolean): Promise<VaultHealth['snapshots']> {
  if (!isLocked) return [...(await tellSnapshots(deps))]
  return listSnapshots(deps)
    .slice(0, mostNames)
    .map((named) => ({ ...named, keyCount: null, good: null }))
}

async function keychainWorks({ items, random }: VaultDeps): Promise<boolean> {
  return items.probe(randomUuid(random)).then(
    () => true,
    () => false,
  )
}

async function epochInKeychain({ items }: VaultDeps, storeId: string): Promise<number | null> {
  const read = await items.readEpoch(storeId).catch(() => undefined)
  return read?.kind === 'value' ? read.value : null
}

function namesSetAside({ files, paths }: VaultDeps): string[] {
  try {
    const names = files.list(paths.folder).filter((path) => paths.isOwnCopy(path) || paths.isSetAside(path))
    return names
      .map((path) => basename(path))
      .toSorted()
      .slice(0, mostNames)
  } catch {
    return []
  }
}
