import type { KeyTab } from '../app/place.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

const all: readonly KeyTab[] = [
  'general',
  'rotation',
  'aliases',
  'policy',
  'grants',
  'tags',
  'regions',
  'lastUsed',
  'try',
]

/** AWS shows these of a key that it manages itself, and lets nobody change or try them. */
const awsManaged: readonly KeyTab[] = ['general', 'rotation', 'aliases', 'policy', 'grants', 'lastUsed']

/** On this computer nobody else uses or administers a key, and it is in one place. */
const ofThisComputer: readonly KeyTab[] = ['general', 'rotation', 'aliases', 'tags', 'rules', 'try']

/** The tabs that say something about a key. A tab that only says why it has nothing is kept, so that its absence never puzzles. */
export function tabsOf(row: KeyRow): readonly KeyTab[] {
  if (row.ref.service === 'local') return ofThisComputer
  return row.manager === 'AWS' ? awsManaged : all
}
