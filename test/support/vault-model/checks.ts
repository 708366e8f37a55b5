import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from './chance.ts'
import { makeUsable } from './messages.ts'
import { holds, identityOf, Model, type Content } from './model.ts'
import type { World } from './world.ts'

/** Thrown with the whole story where something is not as it has to be. */
export function claim(model: Model, isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`${what}\n${model.said.join('\n')}`)
}

/** Everything that was protected with a material that the open store has opens; done in a copy of the world. */
export async function opensAll(model: Model, copy: World, content: Content): Promise<void> {
  const found = await new Model([]).observe(copy)
  claim(model, holds(found, content), 'a key or material is missing that has to be there')
  for (const keyId of found.keys()) {
    const materials = found.get(keyId) ?? []
    const messages = model.messages.filter(
      (each) => each.keyId === keyId && materials.includes(each.materialId),
    )
    if (messages.length === 0) continue
    await makeUsable(copy, keyId, model.imported).catch((error: unknown) => {
      claim(model, false, `a key cannot be made usable: ${String(error)} ${JSON.stringify(error)}`)
    })
    for (const message of messages)
      await message.open(copy).catch((error: unknown) => {
        claim(model, false, `a message does not open: ${String(error)}`)
      })
  }
}

/** What is said of an open store is so. */
export async function tellsTheTruth(model: Model, world: World): Promise<void> {
  const { status } = world.vault
  claim(model, status.state === 'open', `the store is not open: ${JSON.stringify(status)}`)
  if (status.state !== 'open') return
  claim(model, status.mode === model.factors.mode, `the mode is ${status.mode}`)
  claim(
    model,
    status.keyCount === (await world.operate('listKeys', {})).length,
    'another number of keys is said',
  )
  const health = await world.operate('check', {})
  claim(model, health.macHolds === true && health.findings.length === 0, JSON.stringify(health.findings))
  if (status.mode !== 'passphrase')
    claim(model, health.epoch === health.epochInKeychain, `epochs ${health.epoch} ${health.epochInKeychain}`)
  const there = readdirSync(world.folder).filter((name) => /set-aside|older-copy|before-version/.test(name))
  claim(
    model,
    JSON.stringify(health.setAside) ===
      JSON.stringify(there.filter((name) => name.startsWith('keystore')).sort()),
    'other files are said to be set aside',
  )
  const log = await world.operate('checkActivity', {})
  claim(model, log.standing === 'whole', `the log is ${JSON.stringify(log)}`)
  const left = readdirSync(world.folder).filter((name) => /\.new-|unfinished/.test(name))
  claim(model, left.length === 0, `unfinished files are left: ${left.join()}`)
}

/** Each snapshot that is said to be good can be put in the place of the store, and holds what it has to. */
export async function snapshotsAreGood(model: Model, world: World, chance: Chance): Promise<void> {
  const copy = await world.copied(world.folder, model.factors)
  try {
    const { snapshots } = await copy.operate('health', {})
    claim(
      model,
      snapshots.every(({ good }) => good !== false),
      'a snapshot is damaged',
    )
    const chosen = chance.pick(snapshots.filter(({ good }) => good === true))
    if (chosen === undefined) return
    const { storeId = '' } = identityOf(join(copy.paths.snapshots, chosen.name)) ?? {}
    await copy.operate('restoreSnapshot', { name: chosen.name })
    if (copy.vault.status.state === 'locked')
      await copy.operate('unlock', { passphrase: model.factorsOf.get(storeId)?.passphrase ?? null })
    claim(model, copy.vault.status.state === 'open', `a good snapshot gives ${copy.vault.status.state}`)
    await opensAll(model, copy, model.contents.get(`${storeId}/${chosen.epoch}`) ?? new Map())
  } finally {
    copy.remove()
  }
}

/** A store that was set aside still is one: put back into its place, with its secret, it opens. */
export async function asideOpens(model: Model, world: World, name: string): Promise<void> {
  const path = join(world.folder, name)
  const { storeId = '', epoch = 0 } = identityOf(path) ?? {}
  const factors = model.factorsOf.get(storeId) ?? model.factors
  const copy = await world.copied(world.folder, factors)
  try {
    copy.stop()
    rmSync(copy.paths.log, { force: true })
    copyFileSync(path, copy.paths.file)
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, copy.paths.log)
    await copy.start()
    if (copy.vault.status.state === 'locked') await copy.operate('unlock', { passphrase: factors.passphrase })
    if (copy.vault.status.state === 'olderCopy') await copy.operate('acceptOlderCopy', {})
    claim(model, copy.vault.status.state === 'open', `${name} gives ${JSON.stringify(copy.vault.status)}`)
    await opensAll(model, copy, model.contents.get(`${storeId}/${epoch}`) ?? new Map())
  } finally {
    copy.remove()
  }
}

/** No file but those that were named holds any of the given bytes. */
export function isGone(
  model: Model,
  world: World,
  bytes: readonly Uint8Array[],
  kept: readonly string[],
): void {
  for (const entry of readdirSync(world.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || kept.includes(entry.name)) continue
    const file = readFileSync(join(entry.parentPath, entry.name))
    for (const each of bytes)
      claim(model, !file.includes(Buffer.from(each)), `${entry.name} still holds what was deleted for good`)
  }
}

/** A copy of the file from before the protection was changed does not open with the keychain as it is now. */
export async function oldStaysShut(model: Model, world: World): Promise<void> {
  for (const stash of model.stashed) {
    const factors = model.factorsOf.get(stash.storeId)
    if (stash.storeId === model.storeId || factors === undefined || factors.mode === 'passphrase') continue
    // A store that was set aside keeps its secret.
    const aside = readdirSync(world.folder).some(
      (name) => name.includes('set-aside') && identityOf(join(world.folder, name))?.storeId === stash.storeId,
    )
    if (aside) continue
    const copy = await world.copied(world.folder, factors)
    try {
      copy.stop()
      rmSync(copy.paths.log, { force: true })
      copyFileSync(stash.path, copy.paths.file)
      await copy.start()
      if (copy.vault.status.state === 'locked' && factors.passphrase !== null)
        await copy.operate('unlock', { passphrase: factors.passphrase }).catch(() => undefined)
      const { state } = copy.vault.status
      claim(model, state === 'itemMissing', `an old copy of the store is ${state}`)
    } finally {
      copy.remove()
    }
  }
}
