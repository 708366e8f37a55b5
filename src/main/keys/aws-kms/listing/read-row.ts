import type { GetKeyRotationStatusResponse, KeyMetadata, Tag } from '@aws-sdk/client-kms'
import type { KeyRow } from '../../../../shared/model/key.ts'
import type { KmsArn } from '../key-arn.ts'
import { kmsKeyRow, namesOf, type KmsKeyRowSource } from '../kms-key-row.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'
import type { Cell, Columns } from './columns.ts'
import { everyItem } from './every-page.ts'
import { patiently } from './patiently.ts'
import { asksRotationStatus, canHaveMaterials, noAutomaticRotation, statusOf } from './rotation-of-row.ts'
import { withKnownMaterials } from './rotation-of-row.ts'

export interface RowToRead {
  readonly connectionId: string
  readonly arn: KmsArn
  /** As KMS lists them, with `alias/`. */
  readonly aliases: readonly string[]
  readonly known: KeyRow | null
  /** A failure for this key alone leaves it as it was known, with the date of that. Not after a change to it. */
  readonly keepsKnown?: boolean
  /** Denied already, whichever key is asked for. */
  readonly denied: readonly string[]
  readonly columns: Columns
  readonly now: () => Date
  readonly signal?: AbortSignal | undefined
}

/** Reads what a row shows of one key: facts first, then rotation and tags where it can have some. Null: it is gone. */
export async function readRow(session: KmsCaller, row: RowToRead): Promise<KeyRow | null> {
  const { arn, columns, known, signal } = row
  const wasDescribed = known !== null && known.state !== null
  const described = await columns.cell(
    'kms:DescribeKey',
    () => describe(session, arn.text, signal),
    wasDescribed,
  )
  if (described.kind === 'gone') return null
  if (described.kind === 'none' && wasDescribed && row.keepsKnown === true)
    return { ...known, ...namesOf(row.aliases) }
  const denied = [...row.denied, ...(described.kind === 'denied' ? ['kms:DescribeKey'] : [])]
  const metadata = described.kind === 'value' ? described.value : null
  const source: KmsKeyRowSource = { ...row, metadata, denied, readAt: row.now() }
  const facts = kmsKeyRow(source)
  const [rotation, tags] = await Promise.all([
    readRotation(session, facts, row),
    // What AWS manages cannot be tagged.
    facts.manager === 'AWS' ? null : readTagsCell(session, row),
  ])
  if (rotation === 'denied') denied.push('kms:GetKeyRotationStatus')
  if (tags?.kind === 'denied') denied.push('kms:ListResourceTags')
  return kmsKeyRow({
    ...source,
    rotation: rotation === 'denied' ? null : rotation,
    tags: tags?.kind === 'value' ? tags.value : null,
    denied,
  })
}

async function describe(
  session: KmsCaller,
  keyArn: string,
  signal?: AbortSignal,
): Promise<KeyMetadata | null> {
  const answer = await patiently(() =>
    session.call({ operation: 'DescribeKey', keyArn, signal }, (kms, options) =>
      kms.describeKey({ KeyId: keyArn }, options),
    ),
  )
  return answer.KeyMetadata ?? null
}

async function readRotation(
  session: KmsCaller,
  facts: KeyRow,
  { arn, known, columns, signal }: RowToRead,
): Promise<KeyRow['rotation'] | 'denied'> {
  if (!canHaveMaterials(facts)) return null
  if (!asksRotationStatus(facts)) return withKnownMaterials(noAutomaticRotation, known, facts.keyMaterialId)
  const read = (): Promise<GetKeyRotationStatusResponse> =>
    patiently(() =>
      session.call({ operation: 'GetKeyRotationStatus', keyArn: arn.text, signal }, (kms, options) =>
        kms.getKeyRotationStatus({ KeyId: arn.text }, options),
      ),
    )
  const hasAnswered = known !== null && known.rotation !== null
  const status = await columns.cell('kms:GetKeyRotationStatus', read, hasAnswered)
  if (status.kind === 'denied') return 'denied'
  if (status.kind !== 'value') return null
  return withKnownMaterials(statusOf(status.value), known, facts.keyMaterialId)
}

function readTagsCell(session: KmsCaller, row: RowToRead): Promise<Cell<Record<string, string>>> {
  const hasAnswered = row.known !== null && row.known.tags !== null
  return row.columns.cell('kms:ListResourceTags', () => readTags(session, row), hasAnswered)
}

/** A key has at most 50 tags, and a page as many. */
async function readTags(session: KmsCaller, { arn, signal }: RowToRead): Promise<Record<string, string>> {
  const tags = await everyItem<Tag>(
    { session, operation: 'ListResourceTags', keyArn: arn.text, signal },
    async (kms, Marker, options) => {
      const page = await kms.listResourceTags({ KeyId: arn.text, Limit: 50, Marker }, options)
      return { items: page.Tags ?? [], next: page.NextMarker }
    },
  )
  return Object.fromEntries(tags.map(({ TagKey, TagValue }) => [TagKey ?? '', TagValue ?? '']))
}
