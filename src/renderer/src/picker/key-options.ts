import type { KeyRow } from '../../../shared/model/key.ts'
import { findKeys } from '../keys/find-keys.ts'

/** Keys offered to encrypt to, in the two groups of the picker. */
export interface KeyOptions {
  readonly here: readonly KeyRow[]
  readonly aws: readonly KeyRow[]
  /** Keys that fit and are not shown, so that the list stays short. */
  readonly hidden: number
}

const atMost = 40

/** The keys that may encrypt and fit the search, at most 40 in all. */
export function keyOptions(keys: readonly KeyRow[], search: string): KeyOptions {
  const fit = findKeys(
    keys.filter((key) => key.canEncrypt),
    search,
  )
  const here = fit.filter((key) => key.ref.service === 'local').slice(0, atMost)
  const aws = fit.filter((key) => key.ref.service === 'aws').slice(0, atMost - here.length)
  return { here, aws, hidden: fit.length - here.length - aws.length }
}
