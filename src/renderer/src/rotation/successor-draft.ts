import type { NewKeyDraft } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

const usages: readonly string[] = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT']

/**
 * The key that would take the place of `row`: of the same kind, in the same Region, with its description and tags and
 * the usual policy. It has no alias: pointing aliases at it is a step of its own. Null where the kind is not known.
 */
export function successorDraft(row: KeyRow, description: string): NewKeyDraft | null {
  const { ref, region, spec, usage } = row
  if (ref.service === 'local' || region === null || spec === null || usage === null) return null
  if (!usages.includes(usage)) return null
  return {
    connectionId: ref.connectionId,
    region,
    spec,
    usage: usage as NewKeyDraft['usage'],
    origin: row.origin === 'EXTERNAL' ? 'EXTERNAL' : 'AWS_KMS',
    multiRegion: row.multiRegion,
    alias: null,
    description,
    tags: ownTags(row.tags ?? {}),
    administrators: [],
    users: [],
    accountRoot: true,
  }
}

/** Tags that AWS reserves cannot be set by anyone else. */
const ownTags = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith('aws:')))

/** Keys that can take the place of `row`: another enabled customer key of the same kind, connection and Region. */
export function possibleSuccessors(row: KeyRow, all: readonly KeyRow[]): readonly KeyRow[] {
  const { ref } = row
  if (ref.service === 'local') return []
  return all.filter(
    (other) =>
      other.ref.service === 'aws' &&
      other.ref.connectionId === ref.connectionId &&
      other.arn !== row.arn &&
      other.region === row.region &&
      other.spec === row.spec &&
      other.usage === row.usage &&
      other.manager === 'CUSTOMER' &&
      (other.state === 'Enabled' || other.state === 'PendingImport'),
  )
}
