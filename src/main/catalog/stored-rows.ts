import { z } from 'zod'
import { fileAction } from '../../shared/model/file-action.ts'
import type { RecordedDoor } from '../../shared/model/file-record.ts'
import { doorLabel } from '../../shared/model/plan.ts'
import { vaultErrorCodes } from '../../shared/vault-error.ts'
import type { CatalogRow } from './catalog.ts'

const flag = z.number().transform((value) => value !== 0)

const storedFile = z.object({
  id: z.number().int(),
  at: z.string(),
  action: fileAction,
  source: z.string().nullable(),
  result: z.string().nullable(),
  size: z.number(),
  result_size: z.number().nullable(),
  suite: z.string().nullable(),
  header_hash: z.instanceof(Uint8Array).nullable(),
  verified: flag,
  seconds: z.number().nullable(),
  code: z.enum(vaultErrorCodes).nullable(),
})

const storedDoor = z.object({
  kind: doorLabel.shape.kind,
  name: z.string(),
  lies: z.string(),
  arn: z.string().nullable(),
  known: flag,
  key_id: z.string().nullable(),
  material_id: z.string().nullable(),
})

/** A row of `doors` as it is meant. Throws ZodError for one that this version cannot have written. */
export function doorOf(row: unknown): RecordedDoor {
  const { kind, name, lies, arn, known, key_id: keyId, material_id: keyMaterialId } = storedDoor.parse(row)
  return { label: { kind, name, where: lies, arn, known }, keyId, keyMaterialId }
}

/** A row of `files` with its doors. Throws ZodError for one that this version cannot have written. */
export function rowOf(row: unknown, doors: readonly RecordedDoor[]): CatalogRow {
  const { result_size: resultSize, header_hash: hash, ...rest } = storedFile.parse(row)
  return {
    ...rest,
    resultSize,
    headerHash: hash === null ? null : Buffer.from(hash).toString('hex'),
    doors,
  }
}
