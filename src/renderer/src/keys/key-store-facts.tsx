import type { CustomKeyStore, KeyFacts } from '../../../shared/model/key-page.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { keyGeneralText, keyStoreStates } from '../words/key-general-text.ts'
import { keyFactsText as words } from '../words/keys-text.ts'

interface KeyStoreFactsProps {
  readonly facts: KeyFacts
  readonly store: NonNullable<KeyFacts['customKeyStore']>
}

/** The custom key store that holds a key's material: a CloudHSM cluster, or a store outside of AWS behind a proxy. */
export function KeyStoreFacts({ facts, store }: KeyStoreFactsProps) {
  return (
    <section>
      <h2 className="sec">{keyGeneralText.keyStore}</h2>
      {store.ok ? (
        <Store facts={facts} of={store.value} />
      ) : (
        <ProblemPanel tone="amber" problem={store.problem} what={keyGeneralText.keyStoreFailed} />
      )}
    </section>
  )
}

function Store({ facts, of: store }: { readonly facts: KeyFacts; readonly of: CustomKeyStore }) {
  const cluster = store.cloudHsmClusterId ?? facts.cloudHsmClusterId
  const error = store.connectionErrorCode
  return (
    <dl className="facts">
      <Fact label={words.store} sub={store.id}>
        {store.name}
      </Fact>
      <Fact label={words.storeType} sub={`CustomKeyStoreType ${store.type}`}>
        {Object.entries(words.storeTypes).find(([type]) => type === store.type)?.[1] ?? store.type}
      </Fact>
      <Fact
        label={words.storeState}
        sub={`ConnectionState ${store.connection}${error === null ? '' : `, ${error}`}`}
      >
        {keyStoreStates[store.connection] ?? store.connection}
      </Fact>
      {cluster !== null && <IdFact label={words.cluster} id={cluster} />}
      {facts.xksKeyId !== null && <IdFact label={words.xksKey} id={facts.xksKeyId} />}
      {store.proxyEndpoint !== null && (
        <Fact
          label={words.proxy}
          sub={[store.proxyConnectivity, store.proxyVpcEndpointService]
            .filter((part) => part !== null)
            .join(', ')}
        >
          <span className="mono">{`${store.proxyEndpoint}${store.proxyPath ?? ''}`}</span>
        </Fact>
      )}
    </dl>
  )
}

function IdFact({ label, id }: { readonly label: string; readonly id: string }) {
  return (
    <Fact label={label}>
      <Mono full dim={false}>
        {id}
      </Mono>
      <CopyButton text={id} what={label} />
    </Fact>
  )
}
