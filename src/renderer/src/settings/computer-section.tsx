import { Button } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { goToSettings } from '../app/place.ts'
import { useVault } from '../data/queries.ts'
import { count } from '../format/bytes.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { useRecovery } from '../recovery/use-recovery.ts'
import { Banner } from '../ui/banner.tsx'
import { Fact } from '../ui/fact.tsx'
import { Health } from '../vault/health.tsx'
import { VaultPanel } from '../vault/vault-panel.tsx'
import { recoveryText } from '../words/recovery-text.ts'
import { sectionNames, settingsText as words } from '../words/settings-text.ts'
import { vaultSummary } from '../words/vault-words.ts'

/** The keychain and the store of keys on this computer. */
export function ComputerSection() {
  const status = useVault().data ?? { state: 'starting' as const }
  return (
    <>
      <h2>{sectionNames.computer}</h2>
      <p className="mid soft set-p">{words.computerIntro}</p>
      <VaultPanel status={status} />
      <StateFacts status={status} />
      {status.state === 'notSetUp' && (
        <div className="row">
          <Button variant="filled" onClick={() => newKeyOpen.set(true)}>
            {words.makeKey}
          </Button>
        </div>
      )}
      {status.state === 'open' && <NoKit />}
      {status.state !== 'starting' && status.state !== 'notSetUp' && <Health />}
    </>
  )
}

function StateFacts({ status }: { readonly status: VaultStatus }) {
  return (
    <dl className="facts set-facts">
      <Fact label={words.state}>
        {status.state === 'notSetUp' ? words.notSetUp : vaultSummary(status).word}
      </Fact>
      {status.state === 'notSetUp' && <Fact label={words.keychain}>{status.keychain}</Fact>}
      {status.state === 'open' && <Fact label={words.keys}>{count(status.keyCount)}</Fact>}
    </dl>
  )
}

function NoKit() {
  const recovery = useRecovery().data
  if (recovery === undefined || recovery.kit !== null) return null
  return (
    <Banner
      icon={IconInfoCircle}
      title={recoveryText.none}
      actions={
        <Button size="compact-sm" onClick={() => goToSettings('recovery')}>
          {recoveryText.makeOne}
        </Button>
      }
    >
      {recoveryText.noneText}
    </Banner>
  )
}
