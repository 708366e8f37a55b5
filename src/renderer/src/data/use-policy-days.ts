import { useSettings } from './queries.ts'

/** What the settings begin with, until they are read. */
const usualPolicyDays = 365

/** After how many days a key's material is overdue for rotation: one answer for the rail, the list and the Rotation page. */
export const usePolicyDays = (): number => useSettings().data?.rotationPolicyDays ?? usualPolicyDays
