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

/** All keys and aliases of all accounts and Regions. */
export class FakeKeys {
  readonly #keys = new Map<string, FakeKey>()
  readonly #aliases = new Map<string, FakeAlias>()

  addKey(key: FakeKey): void {
    this.#keys.set(key.arn, key)
  }

  addAlias(alias: FakeAlias): void {
    this.#aliases.set(aliasKey(alias), alias)
  }

  keyByArn(arn: string): FakeKey | undefined {
    return this.#keys.get(arn)
  }

  keysOf({ account, region }: Pick<Caller, 'account' | 'region'>): readonly FakeKey[] {
    return [...this.#keys.values()].filter((key) => key.account === account && key.region === region)
  }

  aliasesOf({ account, region }: Pick<Caller, 'account' | 'region'>): readonly FakeAlias[] {
    return [...this.#aliases.values()].filter((alias) => alias.account === account && alias.region === region)
  }

  /** The key a request means by a key id, key ARN, alias or alias ARN. Throws NotFoundException. */
  resolve(keyId: string, caller: Caller): FakeKey {
    const parts = keyId.startsWith('arn:') ? keyId.split(':') : null
    const [, , , region = caller.region, account = caller.account, resource = keyId] = parts ?? []
    if (region !== caller.region) throw new FakeError('NotFoundException', `Invalid arn ${region}`)
    const place = { region, account }
    const id = resource.startsWith('alias/')
      ? this.#aliases.get(aliasKey({ ...place, name: resource }))?.targetKeyId
      : resource.replace(/^key\//, '')
    const key = this.keysOf(place).find((candidate) => candidate.id === id)
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

function aliasKey({ region, account, name }: Pick<FakeAlias, 'region' | 'account' | 'name'>): string {
  return `${region}:${account}:${name}`
}
