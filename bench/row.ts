/** The figures of one run of `npm run bench`, by the ids that `--only` takes. */
export const rowIds = [
  'encrypt-1gib-1mib',
  'decrypt-1gib-1mib',
  'encrypt-1gib-8kib',
  'decrypt-1gib-8kib',
  'encrypt-1gib-4kib',
  'decrypt-1gib-4kib',
  'encrypt-1gib-signed',
  'decrypt-1gib-signed',
  'decrypt-1gib-nonframed',
  'verify-1gib',
  'move-1gib',
  'encrypt-10k-files',
  'decrypt-10k-files',
  'encrypt-10k-files-reuse',
  'encrypt-8gib',
  'decrypt-8gib',
  'read-keys',
  'open-keys-page',
  'local-wraps',
  'local-list',
  'local-unlock',
] as const
export type RowId = (typeof rowIds)[number]

export const peerIds = ['cp', 'age', 'openssl', 'sdkjs'] as const
export type PeerId = (typeof peerIds)[number]

/** One figure as `--json` prints it. */
export interface Row {
  readonly id: RowId
  /** Bytes of the plaintext; 0 where keys are read. */
  readonly bytes: number
  /** Files, or keys. */
  readonly files: number
  /** Median of the paired runs; null where the row could not be run, and `error` says why. */
  readonly seconds: number | null
  /** Our time divided by theirs, the median over the rounds that both ran; null where a peer is absent or does not apply. */
  readonly ratios: Readonly<Record<PeerId, number | null>>
  /** Most memory above idle of all our processes together. */
  readonly peakRssMiB: number | null
  readonly kmsCalls: number
  readonly error?: string
}

/** What the table shows beside a row. */
export interface RowDetails {
  readonly row: Row
  /** Median seconds with every flush, null where they are the row's own seconds. */
  readonly durableSeconds: number | null
  /** Median seconds of the verifying pass, null where there is none. */
  readonly verifySeconds: number | null
  /** Median seconds that planning took before the clock started, null where nothing is planned. */
  readonly planSeconds: number | null
  readonly idleRssMiB: number | null
  readonly rounds: number
}

export function isRowId(text: string): text is RowId {
  return rowIds.some((id) => id === text)
}
