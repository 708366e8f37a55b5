import type { VaultStatus } from '../../../shared/model/vault.ts'
import { call } from '../data/call.ts'
import { readKeys } from '../data/keys-store.ts'
import { queryClient } from '../data/query-client.ts'
import { attempt } from '../data/trouble.ts'
import { troubleText } from '../words/trouble-text.ts'

/** Shows a status of the vault, and the keys that it has then. */
export async function takeVault(status: VaultStatus): Promise<void> {
  queryClient.setQueryData(['vault.status'], status)
  await readKeys()
}

/** Locks the vault now. */
export const lockNow = async (): Promise<boolean> =>
  await attempt(troubleText.lock, async () => await takeVault(await call('vault.lock', {})))

/** Unlocks it. Throws VaultError; the tries that are counted are read anew then. */
export async function unlock(passphrase: string | null): Promise<void> {
  try {
    await takeVault(await call('vault.unlock', { passphrase }))
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: ['vault.status'] })
    throw error
  }
}
