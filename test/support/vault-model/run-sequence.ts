import { basename } from 'node:path'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import type { TestKit } from '../backup-room.ts'
import { asides, asidesStay, isSetAside } from './asides.ts'
import { Chance } from './chance.ts'
import {
  asideOpens,
  claim,
  isGone,
  oldStaysShut,
  opensAll,
  snapshotsAreGood,
  tellsTheTruth,
} from './checks.ts'
import { holds, Model, type Content } from './model.ts'
import { nextPlan } from './next-plan.ts'
import { openAgain } from './open-again.ts'
import type { Plan } from './plan.ts'
import { World, type Fault } from './world.ts'

export interface SequenceOptions {
  readonly seed: number
  readonly steps: number
  readonly kits: readonly TestKit[]
  /** How many steps are broken on the way. */
  readonly faults: number
}

/** A row of things that are done with a keystore, as the seed says. Throws with the whole story where a key is lost. */
export async function runSequence({ seed, steps, kits, faults }: SequenceOptions): Promise<Model> {
  const chance = new Chance(seed)
  const world = new World(`model ${seed}`)
  const model = new Model(kits)
  try {
    await world.start()
    await world.operate('setUp', model.factors)
    model.present = await model.observe(world)
    model.factorsOf.set(model.storeId, model.factors)
    for (let step = 0; step < steps; step += 1) {
      await takeStep(world, model, chance, faults)
      if (step % 6 === 5) await lookDeep(world, model, chance)
    }
    await lookDeep(world, model, chance)
    return model
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  } finally {
    world.remove()
  }
}

async function takeStep(world: World, model: Model, chance: Chance, faults: number): Promise<void> {
  const plan = await nextPlan({ world, model, chance })
  const fault: Fault | undefined =
    plan.outside !== true && chance.is(faults) ? (chance.is(0.5) ? 'cut' : 'fail') : undefined
  const at = chance.below(24)
  const aside = asides(world)
  const deleted = plan.deletes === undefined ? [] : await sealedOf(world, plan.deletes)
  model.said.push(`${plan.name}${fault === undefined ? '' : ` [${fault} at ${at}]`}`)
  if (fault !== undefined) world.breakAt(at, fault)
  const outcome = await plan.does().then(
    (value: unknown) => ({ value, code: undefined }),
    (error: unknown) => {
      if (!isVaultError(error)) claim(model, false, `it threw ${String(error)}`)
      return { value: undefined, code: isVaultError(error) ? error.code : '' }
    },
  )
  const hasFailed = world.mend()
  model.said.push(`  ${outcome.code ?? 'done'}${hasFailed ? ', with the fault' : ''}`)
  if (hasFailed && fault === 'cut') await world.kill()
  const before = model.present
  await openAgain(world, model, plan)
  const found = await model.observe(world)
  model.present = found
  model.said.push(`  store ${model.storeId.slice(0, 4)} with ${found.size} keys`)
  judge(model, plan, { before, found, isDone: outcome.code === undefined, hasFailed })
  // Without power nobody was told that anything is gone.
  const isTold = outcome.code === undefined && !(hasFailed && fault === 'cut')
  if (plan.deletes !== undefined && isTold) {
    const { kept } = outcome.value as { readonly kept: readonly string[] }
    // Where not even names could be read, the whole folder is named.
    if (!kept.includes(basename(world.folder))) isGone(model, world, deleted, kept)
    model.deleted.add(plan.deletes)
  }
  if (plan.name !== 'put back' && !holds(found, before, plan.deletes)) isSetAside(world, model, aside)
  asidesStay(world, model, { aside, mayGo: plan.changesProtection === true })
  if (plan.name === 'damage')
    for (const name of asides(world).keys()) if (!aside.has(name)) model.damaged.add(name)
}

function judge(
  model: Model,
  { deletes, target }: Plan,
  outcome: {
    readonly before: Content
    readonly found: Content
    readonly isDone: boolean
    readonly hasFailed: boolean
  },
): void {
  const { before, found, isDone } = outcome
  const keeps = holds(found, before, deletes)
  if (target === undefined || !isDone) {
    const isOther = target !== undefined && outcome.hasFailed && holds(found, target)
    claim(model, keeps || isOther, 'keys are missing')
  } else claim(model, holds(found, target) || keeps, 'what was put back is not whole')
  if (isDone && deletes !== undefined) claim(model, !found.has(deletes), 'a deleted key is there')
  for (const keyId of found.keys())
    claim(
      model,
      before.has(keyId) || target?.has(keyId) === true || !model.deleted.has(keyId),
      'a key that was deleted for good is back',
    )
}

async function sealedOf(world: World, keyId: string): Promise<readonly Uint8Array[]> {
  return await world.vault.read(({ rows }) =>
    rows.materials.flatMap((row) => (row.keyId === keyId && row.sealed !== null ? [row.sealed] : [])),
  )
}

async function lookDeep(world: World, model: Model, chance: Chance): Promise<void> {
  // A keychain that failed is told again.
  await world.operate('recheck', {})
  await tellsTheTruth(model, world)
  const copy = await world.copied(world.folder, model.factors)
  try {
    claim(model, copy.vault.status.state === 'open', `a copy is ${JSON.stringify(copy.vault.status)}`)
    await opensAll(model, copy, model.present)
  } finally {
    copy.remove()
  }
  await snapshotsAreGood(model, world, chance)
  await oldStaysShut(model, world)
  const name = chance.pick([...asides(world).keys()].filter((each) => !each.endsWith('-wal')))
  if (name !== undefined && !model.damaged.has(name)) await asideOpens(model, world, name)
}
