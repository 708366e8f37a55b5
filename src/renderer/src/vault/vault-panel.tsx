import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { Banner } from '../ui/banner.tsx'
import { vaultDetail, vaultTrouble } from '../words/vault-words.ts'
import { Findings } from './findings.tsx'
import { recheckVault } from './recheck.ts'
import { VaultCures } from './vault-cures.tsx'

/** Why the keys on this computer cannot be used: what happened, why, and each way on as a button. */
export function VaultPanel({ status }: { readonly status: VaultStatus }) {
  const [busy, setBusy] = useState(false)
  const [open, setOpen] = useState(false)
  const trouble = vaultTrouble(status)
  const detail = vaultDetail(status)
  if (trouble === null) return null
  const again = async () => {
    setBusy(true)
    await recheckVault()
    setBusy(false)
  }
  return (
    <div>
      <Banner
        alert
        stacked={status.state === 'damaged' || status.state === 'olderCopy'}
        tone="amber"
        icon={IconAlertTriangle}
        title={trouble.title}
        actions={
          <>
            <Button size="compact-sm" disabled={busy} onClick={() => void again()}>
              Try again
            </Button>
            <VaultCures status={status} />
            {detail !== null && detail !== '' && (
              <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
                Details
              </Button>
            )}
          </>
        }
      >
        {trouble.why} {trouble.next}
        {status.state === 'damaged' && <Findings findings={status.findings} snapshot={status.snapshot} />}
      </Banner>
      {open && detail !== null && (
        <div className="details">
          <div className="code">
            <pre className="sel">{detail}</pre>
          </div>
        </div>
      )}
    </div>
  )
}
