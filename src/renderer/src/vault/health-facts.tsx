import type { VaultHealth } from '../../../shared/model/vault.ts'
import { count } from '../format/bytes.ts'
import { ago, exactTime } from '../format/dates.ts'
import { seconds } from '../format/times.ts'
import { useRecovery } from '../recovery/use-recovery.ts'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { useNow } from '../ui/use-now.ts'
import { changesCounted, healthText as words, keychainSays } from '../words/health-text.ts'
import { settingsText } from '../words/settings-text.ts'

/** The store in facts. What is not known in a state is left out. */
export function HealthFacts({ health }: { readonly health: VaultHealth }) {
  const now = useNow()
  const backup = useRecovery().data?.backup
  const backedUp = backup?.lastAt ?? null
  const { mode, storeId, createdAt, epoch, epochInKeychain, scryptN, scryptSeconds } = health
  return (
    <dl className="facts set-facts">
      {mode !== null && (
        <Fact label={words.where}>{words.places[mode](health.keychainOfStore ?? health.keychainNow)}</Fact>
      )}
      {health.keychainNow !== '' && (
        <Fact
          label={words.keychainNow}
          sub={
            health.keychainWorks === null
              ? undefined
              : health.keychainWorks
                ? words.keychainWorks
                : words.keychainFails
          }
        >
          {health.keychainNow}
        </Fact>
      )}
      {storeId !== null && (
        <Fact label={settingsText.store}>
          <Mono full dim={false}>
            {storeId}
          </Mono>
        </Fact>
      )}
      {createdAt !== null && (
        <Fact label={settingsText.storeMade} sub={ago(createdAt, now)}>
          {exactTime(createdAt)}
        </Fact>
      )}
      {epoch !== null && (
        <Fact
          label={words.epoch}
          sub={mode === 'passphrase' ? undefined : keychainSays(epoch, epochInKeychain)}
        >
          <span className="tnum">{changesCounted(epoch)}</span>
        </Fact>
      )}
      <Checked health={health} />
      {scryptN !== null && (
        <Fact label={words.scrypt} sub={words.scryptSub(count(scryptN))}>
          {scryptSeconds === null ? '–' : seconds(scryptSeconds)}
        </Fact>
      )}
      <Fact label={words.lastBackup} sub={backup?.lastName ?? undefined}>
        {backedUp === null ? words.noBackup : `${exactTime(backedUp)}, ${ago(backedUp, now)}`}
      </Fact>
    </dl>
  )
}

function Checked({ health: { checkedAt, macHolds } }: { readonly health: VaultHealth }) {
  const now = useNow()
  const sub = macHolds === null ? undefined : macHolds ? words.holds : words.broken
  return (
    <Fact label={words.checked} sub={sub}>
      {checkedAt === null ? words.neverChecked : `${exactTime(checkedAt)}, ${ago(checkedAt, now)}`}
    </Fact>
  )
}
