import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'

/** An entry that the log makes about itself. */
export function ourEntry(
  what: 'beginLog' | 'logGap' | 'logNotWhole' | 'vouchAnew',
  facts: NewActivity['facts'],
): NewActivity {
  return { ...plainActivity, area: 'access', what, facts }
}
