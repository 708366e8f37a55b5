import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { adopt } from '../backup-room.ts'
import type { Chance } from './chance.ts'
import { identityOf } from './model.ts'
import type { Act, Weighted } from './plan.ts'
import type { Factors } from './world.ts'

const day = 24 * 3600_000
const words = ['correct horse', 'battery staple', 'another one']

const clock: Act = async ({ world, chance }) => {
  const by = chance.pick([60_000, 3600_000, day, 8 * day, 35 * day, 100 * day, -day / 2, -9 * day]) ?? 0
  const does = async (): Promise<void> => {
    world.now = new Date(world.now.getTime() + by)
    world.monotonic += Math.abs(by)
    await world.vault.doDueWork()
  }
  return { name: `clock ${by / day}`, does }
}

function newFactors(chance: Chance): Factors {
  const mode = chance.pick(['keychain', 'keychainAndPassphrase', 'passphrase'] as const) ?? 'keychain'
  return { mode, passphrase: mode === 'keychain' ? null : (chance.pick(words) ?? '') }
}

const protection: Act = async ({ world, model, chance }) => {
  const factors = newFactors(chance)
  const current = chance.is(0.9) ? model.factors.passphrase : 'wrong'
  return {
    name: `protection ${factors.mode}`,
    factors,
    changesProtection: true,
    does: () => world.operate('setProtection', { current, wanted: factors }),
  }
}

const locking: Act = async ({ world, model, chance }) => ({
  name: 'lock and unlock',
  does: async () => {
    await world.operate('prepareLock', { cause: 'person' })
    if (chance.is(0.3)) await world.operate('unlock', { passphrase: 'wrong' }).catch(() => undefined)
    world.monotonic += 3600_000
    await world.operate('unlock', { passphrase: model.factors.passphrase })
  },
})

const restarting: Act = async ({ world, chance }) =>
  chance.is(0.5)
    ? { name: 'restart', outside: true, does: () => world.restart() }
    : { name: 'kill', outside: true, does: () => world.kill() }

const snapshot: Act = async ({ world }) => ({
  name: 'snapshot',
  does: () => world.operate('takeSnapshot', {}),
})

const restoring: Act = async ({ world, model, chance }) => {
  const { snapshots } = await world.operate('health', {})
  const chosen = chance.pick(snapshots.filter(({ good }) => good === true))
  if (chosen === undefined) return undefined
  const { storeId = '' } = identityOf(join(world.paths.snapshots, chosen.name)) ?? {}
  const target = model.contents.get(`${storeId}/${chosen.epoch}`) ?? new Map()
  const factors = model.factorsOf.get(storeId)
  return {
    name: `restore snapshot ${chosen.name}`,
    target,
    ...(factors === undefined ? {} : { factors }),
    does: () => world.operate('restoreSnapshot', { name: chosen.name }),
  }
}

const kitting: Act = async ({ world, model, chance }) => {
  if (model.kit !== undefined && chance.is(0.3)) {
    const { kitId } = model.kit.keys
    return {
      name: 'revoke kit',
      does: async () => {
        await world.operate('revokeKit', { kitId })
        model.kit = undefined
      },
    }
  }
  const kit = chance.pick(model.kits)
  if (kit === undefined) return undefined
  return {
    name: 'adopt kit',
    does: async () => {
      await adopt(world.vault, kit)
      model.kit = kit
    },
  }
}

const backing: Act = async ({ world, model }) => {
  mkdirSync(world.backups, { recursive: true })
  const path = join(world.backups, `${model.backups.length}-${randomBytes(4).toString('hex')}.keyhold-backup`)
  const { present: content, storeId } = model
  const does = async (): Promise<void> => {
    const { kitId } = (await world.operate('kitPublicKey', {})) ?? {}
    await world.operate('writeBackup', { path, madeFor: 'model' })
    const kit = model.kits.find(({ keys }) => keys.kitId === kitId)
    if (kit !== undefined) model.backups.push({ path, content, storeId, kit })
  }
  return { name: 'backup', does }
}

const restoringBackup: Act = async ({ world, model, chance }) => {
  const backup = chance.pick(model.backups)
  if (backup === undefined) return undefined
  const factors = newFactors(chance)
  const { path, kit, content: target } = backup
  const sheets = [kit.sheet]
  const agreed = chance.is(0.9)
  return {
    name: `restore backup ${factors.mode} ${agreed}`,
    target,
    factors,
    does: () =>
      world.operate('restoreBackup', { path, kit: { sheets, passphrase: null }, ...factors, agreed }),
  }
}

/** Somebody keeps a copy of the store's file. */
const stashing: Act = async ({ world, model }) => ({
  name: 'stash',
  outside: true,
  does: async () => {
    const path = join(world.backups, `stash-${model.stashed.length}`)
    mkdirSync(world.backups, { recursive: true })
    copyFileSync(world.paths.file, path)
    model.stashed.push({ path, content: model.present, storeId: model.storeId })
  },
})

/** And puts it back later, where it can open. */
const puttingBack: Act = async ({ world, model, chance }) => {
  const stash = chance.pick(model.stashed.filter(({ storeId }) => storeId === model.storeId))
  if (stash === undefined) return undefined
  const put = (): void => {
    rmSync(world.paths.log, { force: true })
    copyFileSync(stash.path, world.paths.file)
  }
  const epochs = [stash.path, world.paths.file].map((path) => identityOf(path)?.epoch ?? 0)
  return {
    name: 'put back',
    outside: true,
    target: stash.content,
    isOlder: model.factors.mode !== 'passphrase' && (epochs[0] ?? 0) < (epochs[1] ?? 0),
    does: () => world.restart(put),
  }
}

/** A byte of the file is another one; what is lost by it is put back from the newest good snapshot. */
const damaging: Act = async ({ world, model, chance }) => {
  const { snapshots } = await world.operate('health', {})
  const good = snapshots.find((each) => each.good === true)
  const { storeId = '' } =
    good === undefined ? {} : (identityOf(join(world.paths.snapshots, good.name)) ?? {})
  if (good === undefined || storeId !== model.storeId) return undefined
  const target = model.contents.get(`${storeId}/${good.epoch}`) ?? new Map()
  const damage = (): void => {
    const bytes = readFileSync(world.paths.file)
    const at = 100 + chance.below(bytes.length - 100)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8))
    writeFileSync(world.paths.file, bytes)
    if (existsSync(world.paths.log)) rmSync(world.paths.log)
  }
  return { name: 'damage', outside: true, target, does: () => world.restart(damage) }
}

/** What is done with the store as a whole. */
export const storeActs: Weighted = [
  [5, clock],
  [2, protection],
  [2, locking],
  [3, restarting],
  [1, snapshot],
  [2, restoring],
  [1.5, kitting],
  [1.5, backing],
  [0.7, restoringBackup],
  [1, stashing],
  [1, puttingBack],
  [0.7, damaging],
]
