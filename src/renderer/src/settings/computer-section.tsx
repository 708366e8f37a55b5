import { Button } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { useVault } from '../data/queries.ts'
import { count } from '../format/bytes.ts'
import { ago, exactTime } from '../format/dates.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { Banner } from '../ui/banner.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { useNow } from '../ui/use-now.ts'
import { VaultPanel } from '../vault/vault-panel.tsx'
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
      <StoreFacts status={status} />
      {status.state === 'notSetUp' && (
        <div className="row">
          <Button variant="filled" onClick={() => newKeyOpen.set(true)}>
            {words.makeKey}
          </Button>
        </div>
      )}
      {status.state === 'open' && (
        <Banner icon={IconInfoCircle} title={words.kit}>
          {words.kitText}
        </Banner>
      )}
    </>
  )
}

function StoreFacts({ status }: { readonly status: VaultStatus }) {
  const now = useNow()
  return (
    <dl className="facts set-facts">
      <Fact label={words.state}>
        {status.state === 'notSetUp' ? words.notSetUp : vaultSummary(status).word}
      </Fact>
      {'keychain' in status && <Fact label={words.keychain}>{status.keychain}</Fact>}
      {'storeId' in status && (
        <Fact label={words.store}>
          <Mono full dim={false}>
            {status.storeId}
          </Mono>
        </Fact>
      )}
      {'createdAt' in status && (
        <Fact label={words.storeMade} sub={ago(status.createdAt, now)}>
          {exactTime(status.createdAt)}
        </Fact>
      )}
      {status.state === 'open' && <Fact label={words.keys}>{count(status.keyCount)}</Fact>}
    </dl>
  )
}
