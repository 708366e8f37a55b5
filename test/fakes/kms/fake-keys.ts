import { FakeError } from './fake-error.ts'
import type { FakeKey } from './fake-key.ts'

/** Who asks, and in which Region: what a signed request says of itself. */
export interface Caller {
  readonly account: string
  readonly region: string
  /** ARN of the user, for the words of a refusal. */
  readonly arn: string
}

export interface FakeAlias {
  readonly name: string
  readonly account: string
  readonly region: string
  /** Null for a name that AWS reserved and no key bears yet. */
  targetKeyId: string | null
}

type Place = Pick<Caller, 'account' | 'region'>

/** All keys and aliases of all accounts and Regions. */
export class FakeKeys {
  readonly #keys = new Map<string, Map<string, FakeKey>>()
  readonly #aliases = new Map<string, Map<string, FakeAlias>>()

  addKey(key: FakeKey): void {
    at(this.#keys, key).set(key.id, key)
  }

  addAlias(alias: FakeAlias): void {
    at(this.#aliases, alias).set(alias.name, alias)
  }

  keysOf(place: Place): readonly FakeKey[] {
    return [...at(this.#keys, place).values()]
  }

  aliasesOf(place: Place): readonly FakeAlias[] {
    return [...at(this.#aliases, place).values()]
  }

  /** The key a request means by a key id, key ARN, alias or alias ARN. Throws NotFoundException. */
  resolve(keyId: string, caller: Caller): FakeKey {
    const parts = keyId.startsWith('arn:') ? keyId.split(':') : null
    const [, , , region = caller.region, account = caller.account, resource = keyId] = parts ?? []
    if (region !== caller.region) throw new FakeError('NotFoundException', `Invalid arn ${region}`)
    const place = { region, account }
    const id = resource.startsWith('alias/')
      ? at(this.#aliases, place).get(resource)?.targetKeyId
      : resource.replace(/^key\//, '')
    const key = at(this.#keys, place).get(id ?? '')
    if (key !== undefined) return key
    const arn =
      parts === null && resource.startsWith('alias/') ? arnOfAlias({ ...place, name: resource }) : keyId
    throw new FakeError(
      'NotFoundException',
      resource.startsWith('alias/')
        ? `Alias ${arn} is not found.`
        : `Key '${parts === null ? `arn:aws:kms:${region}:${account}:key/${keyId}` : keyId}' does not exist`,
    )
  }
}

export function arnOfAlias({
  region,
  account,
  name,
}: Pick<FakeAlias, 'region' | 'account' | 'name'>): string {
  return `arn:aws:kms:${region}:${account}:${name}`
}

function at<Value>(all: Map<string, Map<string, Value>>, { account, region }: Place): Map<string, Value> {
  const here = all.get(`${account}:${region}`) ?? new Map<string, Value>()
  all.set(`${account}:${region}`, here)
  return here
}
