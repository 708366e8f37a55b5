import { claim } from './checks.ts'
import { identityOf, type Model } from './model.ts'
import type { Plan } from './plan.ts'
import type { Factors, World } from './world.ts'

/** Whatever happened: a person can open it with what they have. */
export async function openAgain(world: World, model: Model, plan: Plan): Promise<void> {
  let wasOlder = false
  for (let round = 0; round < 6 && world.vault.status.state !== 'open'; round += 1) {
    const { status } = world.vault
    model.said.push(`  ${JSON.stringify(status).slice(0, 160)}`)
    if (status.state === 'locked') await unlock(world, model, plan)
    else if (status.state === 'olderCopy') {
      wasOlder = true
      await world.operate('acceptOlderCopy', {})
    } else if (status.state === 'damaged' && status.snapshot !== null)
      await world.operate('restoreSnapshot', { name: status.snapshot.name })
    else await world.operate('recheck', {})
  }
  const { status } = world.vault
  claim(model, wasOlder || plan.isOlder !== true, 'an older copy was opened without a word')
  claim(model, status.state === 'open', `it does not open any more: ${JSON.stringify(status)}`)
  if (status.state !== 'open') return
  const known = model.factorsOf.get(status.storeId)
  if (known === undefined) {
    const made = [plan.factors, model.factors].find((each) => each?.mode === status.mode)
    claim(model, made !== undefined, `nobody asked for the mode ${status.mode}`)
    if (made !== undefined) model.factorsOf.set(status.storeId, made)
  }
  model.factors = model.factorsOf.get(status.storeId) ?? model.factors
}

/** With the passphrase of that very store; of one that is new, the one that was asked for. */
async function unlock(world: World, model: Model, plan: Plan): Promise<void> {
  const { storeId = '' } = identityOf(world.paths.file) ?? {}
  const known = model.factorsOf.get(storeId)
  const candidates: readonly (Factors | undefined)[] =
    known === undefined ? [plan.factors, model.factors] : [known]
  for (const factors of candidates) {
    if (factors === undefined) continue
    world.monotonic += 3600_000
    world.now = new Date(world.now.getTime() + 60_000)
    await world.operate('unlock', { passphrase: factors.passphrase }).catch(() => undefined)
    if (world.vault.status.state === 'locked') continue
    if (known === undefined) model.factorsOf.set(storeId, factors)
    return
  }
}
