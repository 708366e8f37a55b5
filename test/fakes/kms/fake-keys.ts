import { FakeError } from './fake-error.ts'
import { partitionOf, type FakeKey } from './fake-key.ts'
import { settle, type FakeDelays } from './key-life.ts'

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
  readonly createdAt: Date
  updatedAt: Date
  /** Null for a name that AWS reserved and no key bears yet. */
  targetKeyId: string | null
}

type Place = Pick<Caller, 'account' | 'region'>

/** All keys and aliases of all accounts and Regions, each as it is by the clock when it is asked for. */
export class FakeKeys {
  readonly #keys = new Map<string, Map<string, FakeKey>>()
  readonly #aliases = new Map<string, Map<string, FakeAlias>>()
  /** Keys by the id of a material, per place; filled when a ciphertext asks. */
  readonly #byMaterial = new Map<string, FakeKey>()
  readonly #now: () => Date
  readonly delays: FakeDelays = { rotation: 0, region: 0 }

  constructor(now: () => Date) {
    this.#now = now
  }

  addKey(key: FakeKey): void {
    at(this.#keys, key).set(key.id, key)
  }

  addAlias(alias: FakeAlias): void {
    at(this.#aliases, alias).set(alias.name, alias)
  }

  removeAlias(alias: FakeAlias): void {
    at(this.#aliases, alias).delete(alias.name)
  }

  keysOf(place: Place): readonly FakeKey[] {
    return [...at(this.#keys, place).values()].filter((key) => this.#settled(key) !== undefined)
  }

  aliasesOf(place: Place): readonly FakeAlias[] {
    return [...at(this.#aliases, place).values()]
  }

  alias(name: string, place: Place): FakeAlias | undefined {
    return at(this.#aliases, place).get(name)
  }

  keyAt(id: string, place: Place): FakeKey | undefined {
    return this.#settled(at(this.#keys, place).get(id))
  }

  /** The key of a place that has a material of that id. */
  keyOfMaterial(materialId: string, place: Place): FakeKey | undefined {
    const name = `${place.account}:${place.region}:${materialId}`
    if (!this.#byMaterial.has(name)) {
      for (const key of at(this.#keys, place).values()) {
        for (const { id } of key.materials)
          this.#byMaterial.set(`${place.account}:${place.region}:${id}`, key)
      }
    }
    return this.#settled(this.#byMaterial.get(name))
  }

  /** The key a request means by a key id, key ARN, alias or alias ARN. Throws NotFoundException, InvalidArnException. */
  resolve(keyId: string, caller: Caller): FakeKey {
    const parts = keyId.startsWith('arn:') ? keyId.split(':') : null
    if (parts !== null && (parts.length < 6 || parts[2] !== 'kms')) {
      throw new FakeError('InvalidArnException', `Invalid arn ${keyId}`)
    }
    const [, , , region = caller.region, account = caller.account, resource = keyId] = parts ?? []
    if (region !== caller.region) throw new FakeError('NotFoundException', `Invalid arn ${region}`)
    const place = { region, account }
    const id = resource.startsWith('alias/')
      ? at(this.#aliases, place).get(resource)?.targetKeyId
      : resource.replace(/^key\//, '')
    const key = this.keyAt(id ?? '', place)
    if (key !== undefined) return key
    const arn =
      parts === null && resource.startsWith('alias/') ? arnOfAlias({ ...place, name: resource }) : keyId
    throw new FakeError(
      'NotFoundException',
      resource.startsWith('alias/')
        ? `Alias ${arn} is not found.`
        : `Key '${parts === null ? `arn:${partitionOf(region)}:kms:${region}:${account}:key/${keyId}` : keyId}' does not exist`,
    )
  }

  #settled(key: FakeKey | undefined): FakeKey | undefined {
    if (key === undefined || !settle(key, this.#now(), this.delays)) return key
    at(this.#keys, key).delete(key.id)
    for (const alias of this.aliasesOf(key)) if (alias.targetKeyId === key.id) this.removeAlias(alias)
    return undefined
  }
}

export function arnOfAlias({
  region,
  account,
  name,
}: Pick<FakeAlias, 'region' | 'account' | 'name'>): string {
  return `arn:${partitionOf(region)}:kms:${region}:${account}:${name}`
}

function at<Value>(all: Map<string, Map<string, Value>>, { account, region }: Place): Map<string, Value> {
  const here = all.get(`${account}:${region}`) ?? new Map<string, Value>()
  all.set(`${account}:${region}`, here)
  return here
}
