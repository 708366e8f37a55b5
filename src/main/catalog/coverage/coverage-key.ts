/** The keys that are listed now. */
export interface ListedKeys {
  readonly keys: readonly CoverageKey[]
  /** False while the local keystore cannot be read: its keys are there, and none is listed. */
  readonly isLocalRead: boolean
}

/** A key that is listed now, as far as coverage needs to know it. */
export interface CoverageKey {
  /** A local key's id or a KMS key's ARN, as doors name it. */
  readonly keyId: string
  /** The material that wraps now; null where the service did not say. */
  readonly current: string | null
  /** When the service said so, ISO 8601. */
  readonly readAt: string
  /** It never has another material: the key of a custom key store, for one. */
  readonly hasOneMaterial: boolean
  /** It opens files in the state that it is in. */
  readonly opens: boolean
}
