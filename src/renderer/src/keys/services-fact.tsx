import type { KeyRow } from '../../../shared/model/key.ts'
import { listed } from '../format/lists.ts'
import { Fact } from '../ui/fact.tsx'
import { keyFactsText as words } from '../words/keys-text.ts'
import { useTiedServices } from './use-tied-services.ts'

/** The AWS services that a key's policy or grants tie it to, such as Amazon S3. */
export function ServicesFact({ row }: { readonly row: KeyRow }) {
  const known = useTiedServices(row)
  if (known === undefined) return null
  const { services, notRead } = known
  const unread = notRead.length === 0 ? undefined : words.servicesNotRead(notRead)
  if (services.length === 0) {
    return (
      <Fact label={words.services}>
        <span className="dim">{unread ?? words.servicesNone}</span>
      </Fact>
    )
  }
  return (
    <Fact label={words.services} sub={unread ?? words.servicesSub}>
      {listed(services)}
    </Fact>
  )
}
