import { Button } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { VaultMode, VaultStatus } from '../../../shared/model/vault.ts'
import { Banner } from '../ui/banner.tsx'
import { FreshStep } from '../ui/fresh-step.tsx'
import { protectionText as words } from '../words/lock-text.ts'
import { asksPassphrase, ModeCards } from './mode-cards.tsx'
import { ProtectionForm } from './protection-form.tsx'

/** What opens the keys: the three ways, and turning a passphrase on, off, or into another one. */
export function Protection({ status }: { readonly status: VaultStatus }) {
  return (
    <section className="set-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Banner icon={IconInfoCircle} title={words.malware}>
        {words.forgotten}
      </Banner>
      {status.state === 'open' ? (
        <Modes key={status.mode} mode={status.mode} />
      ) : (
        <p className="mid dim">{status.state === 'notSetUp' ? words.needKeys : words.notOpen}</p>
      )}
    </section>
  )
}

function Modes({ mode }: { readonly mode: VaultMode }) {
  const [wanted, setWanted] = useState(mode)
  const [changing, setChanging] = useState(false)
  const close = () => {
    setWanted(mode)
    setChanging(false)
  }
  return (
    <>
      <ModeCards value={wanted} onChange={setWanted} />
      {wanted !== mode && <ProtectionForm key={wanted} mode={mode} wanted={wanted} onClose={close} />}
      {wanted === mode && changing && (
        <FreshStep label={words.changeDo}>
          <ProtectionForm mode={mode} wanted={mode} onClose={close} />
        </FreshStep>
      )}
      {wanted === mode && !changing && asksPassphrase(mode) && (
        <div className="row">
          <Button onClick={() => setChanging(true)}>{words.change}</Button>
        </div>
      )}
    </>
  )
}
