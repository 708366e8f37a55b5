import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file of the key store below a profile's folder. */
export function storeIn(userData: string): string {
  const names = readdirSync(userData, { recursive: true, encoding: 'utf8' })
  const name = names.find((each) => each.endsWith('keystore.sqlite'))
  if (name === undefined) throw new Error('there is no store')
  return join(userData, name)
}

/** The names of all files below a folder that hold these bytes, sorted. */
export function filesHolding(folder: string, bytes: Uint8Array): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(Buffer.from(bytes)))
    .map(({ name }) => name)
    .toSorted()
}
