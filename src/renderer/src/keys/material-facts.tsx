import type { KeyRow } from '../../../shared/model/key.ts'
import { exactTime } from '../format/dates.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { keyFactsText as words } from '../words/keys-text.ts'

interface MaterialFactsProps {
  readonly row: KeyRow
  readonly expirationModel: string | null
}

/** Where a key's material comes from, when it expires, and the id of the one in use. */
export function MaterialFacts({ row, expirationModel }: MaterialFactsProps) {
  const imported = row.origin === 'EXTERNAL' && row.state !== 'PendingImport'
  return (
    <>
      <Fact label={words.origin} sub={termOf(row)}>
        {originOf(row)}
      </Fact>
      {imported && (
        <Fact
          label={words.expires}
          sub={row.validTo === null ? (expirationModel ?? undefined) : words.expiresSub}
        >
          {row.validTo === null ? words.expiresNever : exactTime(row.validTo)}
        </Fact>
      )}
      {row.keyMaterialId !== null && (
        <Fact label={words.material} sub={row.ref.service === 'local' ? undefined : 'CurrentKeyMaterialId'}>
          <Mono head={16} tail={10} dim={false}>
            {row.keyMaterialId}
          </Mono>
          <CopyButton text={row.keyMaterialId} what="material id" />
        </Fact>
      )}
    </>
  )
}

/** KMS's word for material that the keystore made is no help here. */
function termOf({ ref, origin }: KeyRow): string | undefined {
  if (origin === null || (ref.service === 'local' && origin === 'AWS_KMS')) return undefined
  return `Origin ${origin}`
}

function originOf(row: KeyRow): string {
  if (row.ref.service === 'local') return row.origin === 'EXTERNAL' ? words.originOwn : words.originHere
  if (row.origin === null) return words.notTold
  return Object.entries(words.origins).find(([name]) => name === row.origin)?.[1] ?? row.origin
}
