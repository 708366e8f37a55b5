import path from 'node:path'
import { checkKeyName } from '../../shared/key-name.ts'

/** What the own card says until the person sets a name: the account's, which the home folder is called after. */
export function usualName(homeFolder: string): string {
  const { name, fault } = checkKeyName(path.basename(homeFolder))
  return fault === null && name.length <= 64 ? name : 'Somebody'
}
