import { callNames } from '../../shared/call-names.ts'
import type { HandlersOf } from '../../shared/handlers-of.ts'
import { VaultError } from '../../shared/vault-error.ts'

/** Placeholder while a group is being built. */
export function notThereYet<Group extends string>(group: Group): HandlersOf<Group> {
  const names = callNames.filter((name) => name.startsWith(`${group}.`))
  const refuse = (): never => {
    throw new VaultError('INTERNAL', `${group} is not there yet`)
  }
  return Object.fromEntries(names.map((name) => [name, refuse])) as unknown as HandlersOf<Group>
}
