import type { VaultOperations } from '../vault.ts'

/** Milliseconds that a lock waits for the store to remember the log's end: a keychain that hangs must not keep it open. */
const patience = 1500

/** Has the store remember the log's end, for as long as that may take. Where the store is not open, nothing. */
export async function anchorSoon(vault: Pick<VaultOperations, 'status' | 'anchor'>): Promise<void> {
  if (vault.status.state !== 'open') return
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)))
  const anchored = vault.anchor().catch(() => undefined)
  await Promise.race([anchored, late])
  clearTimeout(timer)
}
