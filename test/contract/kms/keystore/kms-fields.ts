import type { Vault } from '../../../../src/keystore/vault.ts'
import type { factsOfSpec } from '../../../../src/shared/kms/key-specs.ts'

/** The JSON of a request to KMS. */
export type Fields = Readonly<Record<string, unknown>>

export interface KmsScope {
  readonly vault: Vault
  /** The Region that was asked; a local keystore is in `home` alone. */
  readonly region: string
  readonly home: string
  readonly account: string
  readonly factsOfSpec: typeof factsOfSpec
}

export type KmsOperation = (input: Fields, scope: KmsScope) => Promise<object>

/** What the protocol refuses before the keystore is asked. */
export class KmsRefusal extends Error {
  readonly exception: string

  constructor(exception: string, message = '') {
    super(message)
    this.exception = exception
  }
}

export function text(input: Fields, name: string): string {
  return String(input[name] ?? '')
}

export function textOr<T>(input: Fields, name: string, other: T): string | T {
  return input[name] === undefined || input[name] === null ? other : String(input[name])
}

export function blob(input: Fields, name: string): Uint8Array {
  return new Uint8Array(Buffer.from(text(input, name), 'base64'))
}

export function context(input: Fields, name = 'EncryptionContext'): [string, string][] {
  return Object.entries(Object(input[name] ?? {})).map(([key, value]) => [key, String(value)])
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

export function seconds(date: string): number {
  return Date.parse(date) / 1000
}

/** One page of a list, as `Limit` and `Marker` say. */
export function page<Item>(items: readonly Item[], input: Fields, usual = 100) {
  const start = Number(input['Marker'] ?? 0)
  const end = start + Number(input['Limit'] ?? usual)
  const rest = end < items.length ? { Truncated: true, NextMarker: String(end) } : { Truncated: false }
  return { items: items.slice(start, end), rest }
}

export function arnOf(keyId: string, { home, account }: KmsScope): string {
  return `arn:aws:kms:${home}:${account}:key/${keyId}`
}
