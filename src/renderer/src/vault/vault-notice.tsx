import { useConnections, useVault } from '../data/queries.ts'
import { vaultTrouble } from '../words/vault-words.ts'
import { VaultPanel } from './vault-panel.tsx'

/**
 * The vault's panel above the files: shown while keys that exist cannot be reached, or while there is no key at all to
 * work with. A person who works with AWS keys only is not told of a missing keychain on every visit.
 */
export function VaultNotice() {
  const status = useVault().data
  const connections = useConnections().data ?? []
  if (status === undefined || vaultTrouble(status) === null) return null
  const nothingLocal = 'storeExists' in status && !status.storeExists
  return nothingLocal && connections.length > 0 ? null : <VaultPanel status={status} />
}
