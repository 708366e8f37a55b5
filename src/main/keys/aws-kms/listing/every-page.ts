import type { KMS } from '@aws-sdk/client-kms'
import { VaultError } from '../../../../shared/vault-error.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'
import { patiently } from './patiently.ts'

/** An account and Region hold at most 100,000 keys of 50 aliases (KMS.md section 2); more pages than that are no list. */
const mostPagesOfAll = 50_000

export interface Paging {
  readonly session: KmsCaller
  readonly operation: string
  readonly keyArn?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** More pages than that are no list. */
  readonly mostPages?: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | undefined
}

/** Reads one page from `marker` on. */
export type ReadPage<Item> = (
  kms: KMS,
  marker: string | undefined,
  options: { abortSignal?: AbortSignal },
) => Promise<Page<Item>>

/** The pages of a list, one after the other. Throws VaultError; KMS_ANSWER_INVALID for a list without end. */
export async function* pagesOf<Item>(paging: Paging, read: ReadPage<Item>): AsyncGenerator<readonly Item[]> {
  const { session, operation, keyArn, signal, mostPages = mostPagesOfAll } = paging
  let marker: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page: Page<Item> = await patiently(() =>
      session.call({ operation, keyArn, signal }, (kms, options) => read(kms, marker, options)),
    )
    yield page.items
    if (page.next === undefined || page.next === '') return
    if (page.next === marker) break
    marker = page.next
  }
  throw new VaultError('KMS_ANSWER_INVALID', 'the list that aws kms sends has no end; check the endpoint', {
    facts: { action: `kms:${operation}` },
  })
}

/** Every item of a list. Throws as `pagesOf` does. */
export async function everyItem<Item>(paging: Paging, read: ReadPage<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const page of pagesOf(paging, read)) items.push(...page)
  return items
}
