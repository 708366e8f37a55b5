import type { ActivityFilter } from '../../../shared/model/activity.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { whatsFor } from '../words/activity-whats.ts'

/** What the person wants to see: one of the chips, and words. */
export type Shown = 'everything' | 'files' | 'keys' | 'access' | 'refused'

const mostIds = 200

/** As the log is asked: words are also looked for in the page's own words and in the names of keys, which the log does not have. */
export function filterOf(shown: Shown, search: string, keys: readonly KeyRow[]): ActivityFilter {
  const wanted = search.trim().toLowerCase()
  const named = wanted === '' ? [] : keys.filter((key) => key.alias?.toLowerCase().includes(wanted) === true)
  return {
    area: shown === 'files' || shown === 'keys' || shown === 'access' ? shown : null,
    refused: shown === 'refused',
    search: wanted,
    whats: whatsFor(wanted).slice(0, mostIds),
    keyIds: named.map((key) => key.arn ?? key.keyId).slice(0, mostIds),
  }
}
