import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { claim } from './checks.ts'
import { identityOf, type Model } from './model.ts'
import type { World } from './world.ts'

/** The stores that were set aside, by name, with the date of their line. */
export const asides = (world: World): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(world.folder)
      .filter((name) => name.includes('.set-aside-'))
      .map((name) => [name, identityOf(join(world.folder, name))?.createdAt ?? '']),
  )

/** None goes, but for those of this line where the protection was changed. */
export function asidesStay(
  world: World,
  model: Model,
  { aside, mayGo }: { readonly aside: ReadonlyMap<string, string>; readonly mayGo: boolean },
): void {
  const now = asides(world)
  const line = identityOf(world.paths.file)?.createdAt
  for (const [name, createdAt] of aside)
    claim(model, now.has(name) || (mayGo && createdAt === line), `${name} was removed`)
}

/** What is not in the store any more, but for what a person deletes, was set aside. */
export function isSetAside(world: World, model: Model, aside: ReadonlyMap<string, string>): void {
  const isNew = [...asides(world).keys()].some((name) => !aside.has(name))
  claim(model, isNew, 'another store is in the place of the present one, which was not set aside')
}
