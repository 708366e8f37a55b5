import type { KeyPolicy, PolicyStatement } from '../../../../shared/model/key-page.ts'

type Right = PolicyStatement['may'][number]

/** What somebody gains or loses by a change of a policy. */
export interface RightsChange {
  readonly principal: PolicyStatement['principals'][number]
  readonly gains: readonly Right[]
  readonly loses: readonly Right[]
}

interface Rights {
  readonly principal: PolicyStatement['principals'][number]
  readonly allowed: Set<Right>
}

/**
 * Who gains and who loses what, as far as statements that allow say it. Conditions, denials and statements for
 * "everybody but" are not weighed: those are read in the comparison itself.
 */
export function policyChange(before: KeyPolicy, after: KeyPolicy): readonly RightsChange[] {
  const old = rightsOf(before)
  const next = rightsOf(after)
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((id) => {
    const principal = next.get(id)?.principal ?? old.get(id)?.principal
    if (principal === undefined) return []
    const had = old.get(id)?.allowed ?? new Set()
    const has = next.get(id)?.allowed ?? new Set()
    const gains = [...has].filter((right) => !had.has(right))
    const loses = [...had].filter((right) => !has.has(right))
    return gains.length + loses.length === 0 ? [] : [{ principal, gains, loses }]
  })
}

function rightsOf({ statements }: KeyPolicy): ReadonlyMap<string, Rights> {
  const rights = new Map<string, Rights>()
  for (const { allows, negatedPrincipal, principals, may } of statements) {
    if (!allows || negatedPrincipal) continue
    for (const principal of principals) {
      const known = rights.get(principal.id) ?? { principal, allowed: new Set<Right>() }
      for (const right of may) known.allowed.add(right)
      rights.set(principal.id, known)
    }
  }
  return rights
}
