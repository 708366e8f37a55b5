/** The groups of a plan, in the order they are shown. */
export const planGroups = ['encrypt', 'open', 'verify', 'move'] as const
export type PlanGroupName = (typeof planGroups)[number]

/** What is done to the files of a group, as a button says it. */
export const groupVerbs: Readonly<Record<PlanGroupName, string>> = {
  encrypt: 'Encrypt',
  open: 'Open',
  verify: 'Verify',
  move: 'Move',
}
