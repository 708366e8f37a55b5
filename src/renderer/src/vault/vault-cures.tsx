import { Button } from '@mantine/core'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { kitFlow } from '../recovery/kit-flow-state.ts'
import { healthText as words } from '../words/health-text.ts'
import { OpenOlderCopy } from './open-older-copy.tsx'
import { RestoreSnapshot } from './restore-snapshot.tsx'
import { SetUpPassphrase } from './set-up-passphrase.tsx'

/** Keys are there and may stay out of reach: a kit opens files without them, or brings them back from a backup. */
function needsKit(status: VaultStatus): boolean {
  switch (status.state) {
    case 'otherKeychain':
    case 'itemMissing':
    case 'damaged':
    case 'olderCopy':
      return true
    case 'noKeychain':
    case 'keychainLocked':
    case 'keychainNotAnswering':
      return status.storeExists
    default:
      return false
  }
}

/** The ways on from what is wrong with the keys, besides trying again. */
export function VaultCures({ status }: { readonly status: VaultStatus }) {
  return (
    <>
      {status.state === 'olderCopy' && <OpenOlderCopy status={status} />}
      {status.state === 'damaged' && status.snapshot !== null && (
        <RestoreSnapshot snapshot={status.snapshot} />
      )}
      {status.state === 'noKeychain' && !status.storeExists && <SetUpPassphrase />}
      {needsKit(status) && (
        <Button size="compact-sm" onClick={() => kitFlow.set('choose')}>
          {words.withKit}
        </Button>
      )}
    </>
  )
}
