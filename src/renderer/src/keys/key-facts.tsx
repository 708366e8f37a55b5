import type { KeyRow } from '../../../shared/model/key.ts'
import { ago, exactTime } from '../format/dates.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { useNow } from '../ui/use-now.ts'
import { keySpec, keyUse } from '../words/key-row-words.ts'
import { keyFactsText as words } from '../words/keys-text.ts'

/** The facts of a key: the plain word first, KMS's term under it. */
export function KeyFacts({ of: key }: { readonly of: KeyRow }) {
  const now = useNow()
  const terms = [key.spec, key.usage].filter((term) => term !== null).join(', ')
  return (
    <dl className="facts">
      <Fact label={words.description}>
        {key.description === '' ? <span className="dim">{words.none}</span> : key.description}
      </Fact>
      <Fact label={words.does} sub={terms}>
        {keyUse(key)}, {keySpec(key)}
      </Fact>
      <Fact label={words.id}>
        <Mono head={13} tail={12} dim={false}>
          {key.keyId}
        </Mono>
        <CopyButton text={key.keyId} what="key id" />
      </Fact>
      {key.arn !== null && (
        <Fact label={words.arn}>
          <Mono head={19} tail={8} dim={false}>
            {key.arn}
          </Mono>
          <CopyButton text={key.arn} what="ARN" />
        </Fact>
      )}
      {key.arn !== null && <Fact label={words.account}>{key.arn.split(':')[4] ?? words.notTold}</Fact>}
      {key.createdAt !== null && (
        <Fact label={words.made} sub={ago(key.createdAt, now)}>
          {exactTime(key.createdAt)}
        </Fact>
      )}
      {key.deletionDate !== null && <Fact label={words.deleted}>{exactTime(key.deletionDate)}</Fact>}
      <Fact label={words.manager} {...termOf('KeyManager', key.manager)}>
        {manager(key)}
      </Fact>
      <Fact label={words.origin} {...termOf('Origin', key.origin)}>
        {origin(key)}
      </Fact>
      {key.keyMaterialId !== null && (
        <Fact label={words.material}>
          <Mono head={10} tail={8} dim={false}>
            {key.keyMaterialId}
          </Mono>
          <CopyButton text={key.keyMaterialId} what="material id" />
        </Fact>
      )}
      {key.region !== null && (
        <Fact label={words.regions}>{key.multiRegion ? words.multi : words.only(key.region)}</Fact>
      )}
    </dl>
  )
}

const termOf = (name: string, value: string | null): { sub?: string } =>
  value === null ? {} : { sub: `${name} ${value}` }

function manager(key: KeyRow): string {
  if (key.ref.service === 'local') return words.managerHere
  return key.manager === null ? words.notTold : words.managers[key.manager]
}

function origin(key: KeyRow): string {
  if (key.ref.service === 'local') return words.originHere
  if (key.origin === null) return words.notTold
  return Object.entries(words.origins).find(([name]) => name === key.origin)?.[1] ?? key.origin
}
