import { VaultError } from '../../../../shared/vault-error.ts'

interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | undefined
}

/** A key has at most 50,000 grants (KMS.md section 2), a hundred on a page. */
const mostPages = 500

/** The items of all pages. Throws KMS_ANSWER_INVALID where they have no end. */
export async function everyPage<Item>(
  read: (marker: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = []
  let marker: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await read(marker)
    items.push(...page.items)
    if (page.next === undefined || page.next === '') return items
    if (page.next === marker) break
    marker = page.next
  }
  throw new VaultError('KMS_ANSWER_INVALID', 'the list that aws kms sends has no end; check the endpoint')
}
