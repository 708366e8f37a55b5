import { Checkbox } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { FoundBackup, KitEntry } from '../../../shared/model/recovery.ts'
import type { VaultMode } from '../../../shared/model/vault.ts'
import { call } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { queryClient } from '../data/query-client.ts'
import { count } from '../format/bytes.ts'
import { exactTime } from '../format/dates.ts'
import { takeVault } from '../lock/lock-acts.ts'
import { asksPassphrase, ModeCards } from '../lock/mode-cards.tsx'
import { NewPassphrase, newPassphraseObstacle, noPassphrase } from '../lock/new-passphrase.tsx'
import { useStrength } from '../lock/use-strength.ts'
import { Fact } from '../ui/fact.tsx'
import { useHealth } from '../vault/use-health.ts'
import { entryText, kitUseText as words } from '../words/recovery-text.ts'
import { EntryForm } from './entry-form.tsx'
import { restoreModes } from './restore-modes.ts'
import { readRecovery } from './use-recovery.ts'

interface RestoreFormProps {
  readonly found: FoundBackup
  readonly choose: ReactNode
  readonly onBack: () => void
  readonly onDone: () => void
}

/** The backup's facts, what is not in it, its kit, and what opens the keys afterwards. */
export function RestoreForm({ found, choose, onBack, onDone }: RestoreFormProps) {
  const [agreed, setAgreed] = useState(false)
  const [wanted, setWanted] = useState<VaultMode | null>(null)
  const { modes, usual, why } = restoreModes(useHealth().data)
  const mode = wanted !== null && modes.includes(wanted) ? wanted : usual
  const [passphrase, setPassphrase] = useState(noPassphrase)
  const strength = useStrength(passphrase.first)
  const asks = found.compared === 'older' || found.compared === 'anotherStore'
  const obstacle =
    (asks && !agreed ? words.mustAgree : null) ??
    (asksPassphrase(mode) ? newPassphraseObstacle(passphrase, strength) : null)
  const restore = async (kit: KitEntry) => {
    const secret = asksPassphrase(mode) ? passphrase.first : null
    const status = await call('backup.restore', {
      backupId: found.backupId,
      kit,
      mode,
      passphrase: secret,
      agreed,
    })
    if (status === null) return
    say(words.restored)
    onDone()
    await takeVault(status)
    await Promise.all([readRecovery(), queryClient.invalidateQueries({ queryKey: ['vault.health'] })])
  }
  return (
    <>
      <BackupFacts found={found} />
      <div className="row">{choose}</div>
      {found.compared !== null && <Compared found={found} agreed={agreed} onAgreed={setAgreed} />}
      <EntryForm
        passphrase="maybe"
        act={words.restoreDo}
        failed={words.notRestored}
        obstacle={obstacle}
        back={entryText.back}
        onBack={onBack}
        onEntry={restore}
      >
        <div className="field-title">{words.protection}</div>
        {why !== null && <p className="mid soft">{why}</p>}
        <ModeCards value={mode} onChange={setWanted} modes={modes} />
        {asksPassphrase(mode) && (
          <NewPassphrase
            label={words.passphrase}
            again={words.passphraseAgain}
            value={passphrase}
            strength={strength}
            onChange={setPassphrase}
          />
        )}
      </EntryForm>
    </>
  )
}

function BackupFacts({ found }: { readonly found: FoundBackup }) {
  return (
    <>
      <dl className="facts">
        <Fact label={words.backup}>{found.name}</Fact>
        <Fact label={words.backupMade}>{exactTime(found.madeAt)}</Fact>
        <Fact label={words.backupFor}>{found.madeFor}</Fact>
        <Fact label={words.backupKeys}>{count(found.keyCount)}</Fact>
        <Fact label={words.backupKit}>
          <span className="mono sel">{found.kitId}</span>
        </Fact>
      </dl>
      <p className="small dim">{words.unproven}</p>
    </>
  )
}

interface ComparedProps {
  readonly found: FoundBackup
  readonly agreed: boolean
  readonly onAgreed: (agreed: boolean) => void
}

function Compared({ found: { compared }, agreed, onAgreed }: ComparedProps) {
  if (compared === null) return null
  if (compared === 'same' || compared === 'newer')
    return <p className="mid soft">{words.compared[compared]}</p>
  return (
    <div className="warned">
      <div className="warned-t">
        <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
        {words.compared[compared]}
      </div>
      <Checkbox
        label={words.agree}
        checked={agreed}
        onChange={(event) => onAgreed(event.currentTarget.checked)}
      />
    </div>
  )
}
