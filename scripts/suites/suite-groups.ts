import type { Suite } from './suite-table.ts'

/** What is run at a time: a suite by itself, or neighbours that all may run beside others. */
export function suiteGroups(suites: readonly Suite[]): readonly (readonly Suite[])[] {
  const groups: Suite[][] = []
  for (const suite of suites) {
    const last = groups.at(-1)
    if (last !== undefined && [...last, suite].every(besideOthers)) last.push(suite)
    else groups.push([suite])
  }
  return groups
}

function besideOthers(suite: Suite): boolean {
  return suite.kind === 'check' && suite.besideOthers === true
}
