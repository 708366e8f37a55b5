import type { KeyRow } from '../../../shared/model/key.ts'
import { listed } from '../format/lists.ts'
import { Fact } from '../ui/fact.tsx'
import { keyFactsText as words } from '../words/keys-text.ts'
import { useTiedServices } from './use-tied-services.ts'

/** The AWS services that a key's policy or grants tie it to, such as Amazon S3. */
export function ServicesFact({ row }: { readonly row: KeyRow }) {
  const services = useTiedServices(row)
  if (services === undefined) return null
  const tied = services !== null && services.length > 0
  return (
    <Fact label={words.services} sub={tied ? words.servicesSub : undefined}>
      {tied ? (
        listed(services)
      ) : (
        <span className="dim">{services === null ? words.servicesDenied : words.servicesNone}</span>
      )}
    </Fact>
  )
}
