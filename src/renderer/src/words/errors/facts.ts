import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'

/** The first of `names` that the facts hold, as text; undefined where none is there. */
export function fact(facts: VaultErrorFacts, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = facts[name]
    if (value !== undefined && value !== '') return String(value)
  }
  return undefined
}

/** ` “name”` with a space before it, or nothing where the name is not known. */
export const quoted = (name: string | undefined): string => (name === undefined ? '' : ` “${name}”`)

/** The last part of a key's ARN, which is the key's id; other text as it is. */
export const keyOf = (name: string): string =>
  name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : name

/** The Region that an ARN names, or undefined. */
export function regionOf(arn: string | undefined): string | undefined {
  const region = arn?.startsWith('arn:') === true ? arn.split(':')[3] : undefined
  return region === '' ? undefined : region
}
