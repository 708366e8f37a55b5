import type { NewActivity } from '../../shared/model/activity.ts'

/** An entry that the log makes about itself. */
export function ourEntry(
  what: 'beginLog' | 'logGap' | 'logNotWhole' | 'vouchAnew',
  facts: NewActivity['facts'],
): NewActivity {
  return { ...plainEntry, area: 'access', what, facts }
}

/** What most entries do not have. */
export const plainEntry = {
  count: 1,
  code: null,
  service: null,
  keyId: null,
  keyMaterialId: null,
  bytes: null,
  facts: {},
  details: null,
} as const satisfies Omit<NewActivity, 'area' | 'what'>
