import type { RecoveryStatus } from '../../../shared/model/recovery.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { KitMaker } from '../recovery/kit-maker.tsx'
import { VaultPanel } from '../vault/vault-panel.tsx'
import { firstRunText } from '../words/first-run-text.ts'

interface KitStepProps {
  readonly status: VaultStatus
  readonly recovery: RecoveryStatus | undefined
}

/** Step 3: the kit, saved and tried. A kit that was saved before is gone on with. */
export function KitStep({ status, recovery }: KitStepProps) {
  if (status.state !== 'open')
    return (
      <div className="opts">
        <VaultPanel status={status} />
        <p className="mid dim">{firstRunText.kit.notOpen}</p>
      </div>
    )
  return <KitMaker kit={recovery?.kit ?? null} />
}
