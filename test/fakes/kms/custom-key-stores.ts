import { FakeError } from './fake-error.ts'
import type { Caller } from './fake-keys.ts'

type Place = Pick<Caller, 'account' | 'region'>

/** A custom key store as DescribeCustomKeyStores answers it. */
export interface FakeCustomKeyStore {
  readonly CustomKeyStoreId: string
  readonly CustomKeyStoreName: string
  readonly CustomKeyStoreType: 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'
  readonly ConnectionState: 'CONNECTED' | 'CONNECTING' | 'FAILED' | 'DISCONNECTED' | 'DISCONNECTING'
  readonly ConnectionErrorCode?: string
  readonly CloudHsmClusterId?: string
  readonly CreationDate: number
  readonly XksProxyConfiguration?: {
    readonly Connectivity: 'PUBLIC_ENDPOINT' | 'VPC_ENDPOINT_SERVICE'
    readonly UriEndpoint: string
    readonly UriPath: string
    readonly VpcEndpointServiceName?: string
  }
}

/** The custom key stores of every account and Region. */
export class CustomKeyStores {
  readonly #stores: { readonly place: Place; readonly store: FakeCustomKeyStore }[] = []

  add(place: Place, store: FakeCustomKeyStore): void {
    this.#stores.push({ place, store })
  }

  /** Those of a place, or the one that is named. Throws CustomKeyStoreNotFoundException. */
  find(
    { account, region }: Place,
    { id, name }: { id: string | undefined; name: string | undefined },
  ): readonly FakeCustomKeyStore[] {
    const here = this.#stores.filter(({ place }) => place.account === account && place.region === region)
    const found = here
      .map(({ store }) => store)
      .filter((store) => (id ?? store.CustomKeyStoreId) === store.CustomKeyStoreId)
      .filter((store) => (name ?? store.CustomKeyStoreName) === store.CustomKeyStoreName)
    if (found.length > 0 || (id === undefined && name === undefined)) return found
    throw new FakeError('CustomKeyStoreNotFoundException', `Custom key store ${id ?? name} is not found.`)
  }

  /** True also for a store that no test described. */
  isConnected(place: Place, id: string): boolean {
    const found = this.#stores.find(({ store }) => store.CustomKeyStoreId === id)
    const here = found?.place.account === place.account && found.place.region === place.region
    return found === undefined || (here && found.store.ConnectionState === 'CONNECTED')
  }
}
