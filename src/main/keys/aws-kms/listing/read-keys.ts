import type { KeyRow } from '../../../../shared/model/key.ts'
import { withLimit } from '../in-flight.ts'
import { parseKmsArn, type KmsArn } from '../key-arn.ts'
import { kmsKeyRow, namesOf } from '../kms-key-row.ts'
import { Columns } from './columns.ts'
import { pagesOf } from './every-page.ts'
import type { KeyListing, KeysRead } from './key-listing.ts'
import { listNames } from './list-names.ts'
import { Progress } from './progress.ts'
import { readRow } from './read-row.ts'
import { RowBatches } from './row-batches.ts'

/** 100,000 keys of an account and Region (KMS.md section 2), though a service puts a hundred on a page and not a thousand. */
const mostPagesOfKeys = 1_000

/** Keys whose facts, rotation and tags are asked for at once. */
export const keysInFlight = 20

type Names = ReadonlyMap<string, readonly string[]>

/**
 * Reads every key of one Region: ids and aliases in pages, then each key's facts, rotation and tags, at no more than a
 * share of the quotas. Throws VaultError where ListKeys fails or is denied, where the service stays away, and CANCELLED;
 * what was read until then was told and is kept.
 */
export async function readKeys(listing: KeyListing): Promise<KeysRead> {
  const { connectionId, cache, now, onProgress } = listing
  const kept: Promise<void>[] = []
  const batches = new RowBatches((rows) => {
    listing.onRows(rows)
    kept.push(cache.keep(connectionId, rows))
  }, now)
  const columns = new Columns()
  onProgress(0, null)
  try {
    const [arns, names] = await Promise.all([listArns(listing), readNames(listing, columns)])
    await tellGone(listing, arns)
    const toRead = listed(listing, arns, names)
    if (toRead.length > 0) listing.onRows(toRead)
    const gone = await readEach(listing, { arns, names, columns, batches })
    batches.flush()
    if (gone.length > 0) {
      listing.onGone(gone)
      const left = arns.map(({ text }) => text).filter((arn) => !gone.includes(arn))
      await cache.dropOthers(connectionId, listing.region, left)
    }
    const accounts = [...new Set(arns.map(({ account }) => account))]
    return { keyCount: arns.length - gone.length, denied: columns.denied(), accounts }
  } finally {
    batches.flush()
    await Promise.all(kept)
  }
}

/** The keys of every page; those that nothing is known of are told page by page, by their ids. */
async function listArns({
  session,
  connectionId,
  known,
  now,
  signal,
  onRows,
}: KeyListing): Promise<KmsArn[]> {
  const seen = new Set(known.map(({ arn }) => arn))
  const all: KmsArn[] = []
  const paging = { session, operation: 'ListKeys', signal, mostPages: mostPagesOfKeys }
  for await (const page of pagesOf(paging, async (kms, Marker, options) => {
    const { Keys = [], NextMarker } = await kms.listKeys({ Limit: 1000, Marker }, options)
    return { items: Keys, next: NextMarker }
  })) {
    const arns = page
      .map(({ KeyArn }) => parseKmsArn(KeyArn ?? ''))
      .filter((arn): arn is KmsArn => arn?.resource === 'key')
    all.push(...arns)
    const fresh = arns.filter(({ text }) => !seen.has(text))
    const rows = fresh.map((arn) =>
      kmsKeyRow({ connectionId, arn, aliases: [], metadata: null, readAt: now() }),
    )
    if (rows.length > 0) onRows(rows)
  }
  return all
}

/** Null where aliases are denied; as they were last known where the service fails for them. */
async function readNames({ session, known, signal }: KeyListing, columns: Columns): Promise<Names | null> {
  const names = await columns.cell('kms:ListAliases', () => listNames(session, { signal }))
  if (names.kind === 'value') return names.value
  if (names.kind === 'denied') return null
  return new Map(known.map(({ keyId, aliases }) => [keyId, aliases.map((alias) => `alias/${alias}`)]))
}

async function tellGone({ connectionId, region, known, cache, onGone }: KeyListing, arns: readonly KmsArn[]) {
  const there = new Set(arns.map(({ text }) => text))
  const gone = known.flatMap(({ arn }) => (arn === null || there.has(arn) ? [] : [arn]))
  if (gone.length > 0) onGone(gone)
  await cache.dropOthers(connectionId, region, [...there])
}

/** Rows whose names are not what is shown: of new keys, and of those whose aliases moved. */
function listed(
  { connectionId, known, now }: KeyListing,
  arns: readonly KmsArn[],
  names: Names | null,
): readonly KeyRow[] {
  if (names === null) return []
  const before = new Map(known.map((row) => [row.arn, row]))
  return arns.flatMap((arn) => {
    const aliases = names.get(arn.id) ?? []
    const row = before.get(arn.text)
    if (row === undefined) {
      return aliases.length === 0
        ? []
        : [kmsKeyRow({ connectionId, arn, aliases, metadata: null, readAt: now() })]
    }
    const named = namesOf(aliases)
    return row.aliases.join('\n') === named.aliases.join('\n') ? [] : [{ ...row, ...named }]
  })
}

interface Reading {
  readonly arns: readonly KmsArn[]
  readonly names: Names | null
  readonly columns: Columns
  readonly batches: RowBatches
}

/** Reads keys that nothing is known of first, then those read longest ago. Gives the ARNs of those that are gone. */
async function readEach(listing: KeyListing, { arns, names, columns, batches }: Reading): Promise<string[]> {
  const { session, connectionId, known, now, signal, onProgress } = listing
  const before = new Map(known.map((row) => [row.arn, row]))
  const readAt = (arn: KmsArn): string => before.get(arn.text)?.readAt ?? ''
  const gone: string[] = []
  const progress = new Progress(onProgress, { total: arns.length, now })
  const oldestFirst = arns.toSorted((a, b) => readAt(a).localeCompare(readAt(b)))
  await withLimit(oldestFirst, keysInFlight, async (arn) => {
    const row = await readRow(session, {
      connectionId,
      arn,
      aliases: names?.get(arn.id) ?? [],
      known: before.get(arn.text) ?? null,
      keepsKnown: true,
      denied: names === null ? ['kms:ListAliases'] : [],
      columns,
      now,
      signal,
    })
    if (row === null) gone.push(arn.text)
    else batches.add(row)
    progress.step()
  })
  return gone
}
