import { factsOfSpec } from '../../../../shared/kms/key-specs.ts'
import type { ImportDraft, KeyMaterial } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { importText as words } from '../../words/import-text.ts'

/** What the form for importing holds. */
export interface ImportFields {
  readonly from: ImportDraft['from']
  readonly type: ImportDraft['type']
  /** Null = the first material, or the only one. */
  readonly keyMaterialId: string | null
  readonly expires: boolean
  /** `2027-03-12`, empty = none yet; else what was typed. */
  readonly day: string
  readonly wrapping: ImportDraft['wrapping']
  readonly wrappingSpec: ImportDraft['wrappingSpec']
  readonly description: string
}

/** Whether a key pair's private key is imported, not bytes that any length of randomness could be. */
export function isPair({ spec }: KeyRow): boolean {
  const kind = factsOfSpec(spec)?.kind
  return kind !== undefined && kind !== 'symmetric' && kind !== 'hmac'
}

/** Only symmetric keys have more than one material. */
export const canRotate = ({ spec }: KeyRow): boolean => spec === 'SYMMETRIC_DEFAULT'

/** Whether the key never had material: what is imported is then neither new nor old. */
export const isFirst = ({ state, keyMaterialId }: KeyRow): boolean =>
  state === 'PendingImport' && keyMaterialId === null

/** Whether the key takes only the bytes that its primary key got. */
export const isReplica = ({ multiRegionRole }: KeyRow): boolean => multiRegionRole === 'REPLICA'

/** Whether material may be made here: a private key is not, and a key that had some takes the very same bytes. */
export function canBeMade(row: KeyRow, { type }: Pick<ImportFields, 'type'>): boolean {
  return !isPair(row) && !isReplica(row) && (isFirst(row) || type === 'NEW_KEY_MATERIAL')
}

/** Where the form begins: what the key needs in its state. */
export function firstImport(row: KeyRow): ImportFields {
  const waits = row.state === 'PendingImport'
  return {
    from: isPair(row) || isReplica(row) || (waits && !isFirst(row)) ? 'file' : 'generate',
    type: waits || isReplica(row) || !canRotate(row) ? 'EXISTING_KEY_MATERIAL' : 'NEW_KEY_MATERIAL',
    keyMaterialId: null,
    expires: false,
    day: '',
    wrapping: isPair(row) ? 'RSA_AES_KEY_WRAP_SHA_256' : 'RSAES_OAEP_SHA_256',
    wrappingSpec: 'RSA_4096',
    description: '',
  }
}

/** Why it cannot be imported yet; null where it can. */
export function importObstacle({ expires, day }: ImportFields, now: Date): string | null {
  if (!expires) return null
  const end = endOfDay(day)
  return end === null || end.getTime() <= now.getTime() ? words.dayNeeded : null
}

/** What the main process is asked for. */
export function importDraftOf(row: KeyRow, fields: ImportFields): ImportDraft {
  const again = fields.type === 'EXISTING_KEY_MATERIAL'
  const description = fields.description.trim()
  return {
    wrapping: fields.wrapping,
    wrappingSpec: fields.wrappingSpec,
    from: fields.from,
    type: fields.type,
    validTo: fields.expires ? (endOfDay(fields.day)?.toISOString() ?? null) : null,
    description: description === '' || !canRotate(row) ? null : description,
    keyMaterialId: again && !isFirst(row) ? fields.keyMaterialId : null,
  }
}

/** The last moment of a day as local clocks have it; null where the text is no day. */
function endOfDay(day: string): Date | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) return null
  const [, year, month, date] = parts.map(Number)
  return new Date(year ?? 0, (month ?? 1) - 1, date ?? 1, 23, 59, 59)
}

/** Materials that can be imported again, those that are missing first. */
export const againFirst = (materials: readonly KeyMaterial[]): readonly KeyMaterial[] =>
  materials.toSorted(
    (a, b) => Number(b.importState === 'PENDING_IMPORT') - Number(a.importState === 'PENDING_IMPORT'),
  )
