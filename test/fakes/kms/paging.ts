import { FakeError } from './fake-error.ts'
import type { Input } from './input.ts'

export interface Page<Item> {
  readonly items: readonly Item[]
  /** `Truncated` and `NextMarker` as KMS answers them. */
  readonly rest: { readonly Truncated: boolean; readonly NextMarker?: string }
}

/** Cuts one page out of a list, as `Limit` and `Marker` of the request say. Throws InvalidMarkerException. */
export function pageOf<Item>(
  list: readonly Item[],
  input: Input,
  limits: { readonly byDefault: number; readonly most: number },
): Page<Item> {
  const limit = input.integer('Limit', { least: 1, most: limits.most }) ?? limits.byDefault
  const marker = input.text('Marker')
  const start = marker === undefined ? 0 : Number(Buffer.from(marker, 'base64').toString('latin1'))
  if (!Number.isSafeInteger(start) || start < 0 || start > list.length) {
    throw new FakeError('InvalidMarkerException')
  }
  const end = start + limit
  if (end >= list.length) return { items: list.slice(start), rest: { Truncated: false } }
  const NextMarker = Buffer.from(String(end), 'latin1').toString('base64')
  return { items: list.slice(start, end), rest: { Truncated: true, NextMarker } }
}
