import type { KeyFacts as AllFacts } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { useConnections } from '../data/queries.ts'
import { age, exactTime } from '../format/dates.ts'
import { listed } from '../format/lists.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { useNow } from '../ui/use-now.ts'
import { keySpec, keyUseInWords } from '../words/key-row-words.ts'
import { keyFactsText as words } from '../words/keys-text.ts'
import { DescriptionFact } from './description-fact.tsx'
import { MaterialFacts } from './material-facts.tsx'
import { RegionFact } from './region-fact.tsx'
import { RotationFact } from './rotation-fact.tsx'
import { ServicesFact } from './services-fact.tsx'
import { StateFacts } from './state-facts.tsx'

interface KeyFactsProps {
  readonly row: KeyRow
  /** What a row has no room for; null while it is read. */
  readonly facts: AllFacts | null
}

/** The facts of a key: the plain word first, KMS's term under it. */
export function KeyFacts({ row, facts }: KeyFactsProps) {
  const now = useNow()
  const terms = [row.spec, row.usage].filter((term) => term !== null).join(', ')
  const algorithms = facts === null ? [] : algorithmsOf(facts)
  return (
    <dl className="facts">
      <DescriptionFact row={row} />
      {row.aliases.length > 1 && (
        <Fact
          label={words.names}
          sub={
            row.ref.service === 'local' ? undefined : row.aliases.map((name) => `alias/${name}`).join(', ')
          }
        >
          {listed(row.aliases)}
        </Fact>
      )}
      <Fact label={words.does} sub={terms === '' ? undefined : terms}>
        {row.usage === null ? words.notTold : `${keyUseInWords(row)}, ${keySpec(row)}`}
      </Fact>
      {algorithms.length > 0 && (
        <Fact label={words.algorithms}>
          <span className="mono">{algorithms.join(', ')}</span>
        </Fact>
      )}
      <StateFacts row={row} windowDays={facts?.pendingDeletionWindowDays ?? null} />
      <Fact label={words.id}>
        <Mono full dim={false}>
          {row.keyId}
        </Mono>
        <CopyButton text={row.keyId} what="key id" />
      </Fact>
      <AccountFact row={row} account={facts?.account ?? row.arn?.split(':')[4] ?? null} />
      {row.createdAt !== null && (
        <Fact label={words.made} sub={age(row.createdAt, now)}>
          {exactTime(row.createdAt)}
        </Fact>
      )}
      <Fact label={words.manager} sub={managerSub(row)}>
        {managerOf(row)}
      </Fact>
      <MaterialFacts row={row} expirationModel={facts?.expirationModel ?? null} />
      {row.region !== null && <RegionFact row={row} region={row.region} facts={facts} />}
      <RotationFact row={row} />
      {row.ref.service === 'aws' && <ServicesFact row={row} />}
    </dl>
  )
}

/** The one algorithm of a symmetric key says nothing that its spec does not. */
function algorithmsOf(facts: AllFacts): readonly string[] {
  const all = [
    ...facts.encryptionAlgorithms,
    ...facts.signingAlgorithms,
    ...facts.macAlgorithms,
    ...facts.keyAgreementAlgorithms,
  ]
  return all.filter((name) => name !== 'SYMMETRIC_DEFAULT')
}

function AccountFact({ row, account }: { readonly row: KeyRow; readonly account: string | null }) {
  const connections = useConnections().data ?? []
  const { ref } = row
  if (ref.service === 'local') return null
  const connection = connections.find(({ id }) => id === ref.connectionId)
  return (
    <Fact label={words.account} sub={connection === undefined ? undefined : connection.name}>
      <span className="tnum">{account ?? words.notTold}</span>
    </Fact>
  )
}

function managerSub({ ref, manager }: KeyRow): string | undefined {
  if (ref.service === 'local') return words.oneHere
  return manager === null ? undefined : `KeyManager ${manager}`
}

function managerOf(row: KeyRow): string {
  if (row.ref.service === 'local') return words.managerHere
  return row.manager === null ? words.notTold : words.managers[row.manager]
}
