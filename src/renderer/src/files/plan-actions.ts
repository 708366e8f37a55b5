import type { DoorRef } from '../../../shared/model/door.ts'
import type { PlanDecision } from '../../../shared/model/plan.ts'
import { call, problemOf } from '../data/call.ts'
import { changeSettings, currentSettings } from '../data/change-settings.ts'
import { readJobs } from '../data/jobs-store.ts'
import { attempt } from '../data/trouble.ts'
import { troubleText } from '../words/trouble-text.ts'
import { dropMode } from './drop-mode.ts'
import { optionsNow } from './options-now.ts'
import { batchChoices, type BatchChoices, optionsOpen } from './options-state.ts'
import { type Decisions, planState } from './plan-state.ts'
import { beginTurn } from './plan-turn.ts'

/** Asks for the plan anew with the options and decisions as they stand now. */
export async function revisePlan(decisions?: Decisions): Promise<void> {
  const before = planState.get()
  if (before.kind !== 'ready') return
  const isLatest = beginTurn()
  const chosen = decisions ?? before.decisions
  planState.set({ ...before, decisions: chosen, busy: true })
  const list = [...chosen].map(([itemId, choice]): PlanDecision => ({ itemId, choice }))
  try {
    const plan = await call('plan.revise', {
      planId: before.plan.id,
      options: optionsNow(before.plan.options.intent),
      decisions: list,
    })
    if (isLatest()) {
      planState.set({ ...before, plan, decisions: chosen, busy: false, problem: null })
    }
  } catch (error) {
    if (isLatest()) planState.set({ ...before, busy: false, problem: problemOf(error) })
  }
}

/** Answers for some items: leave them out, or which way they go; null takes the answers back. */
export async function decide(
  itemIds: readonly string[],
  choice: PlanDecision['choice'] | null,
): Promise<void> {
  const before = planState.get()
  if (before.kind !== 'ready') return
  const decisions = new Map(before.decisions)
  for (const id of itemIds) {
    if (choice === null) decisions.delete(id)
    else decisions.set(id, choice)
  }
  await revisePlan(decisions)
}

/** Starts the plan. What was chosen for this batch alone is forgotten with it. */
export async function startPlan(): Promise<void> {
  const before = planState.get()
  if (before.kind !== 'ready' || before.busy) return
  const isLatest = beginTurn()
  planState.set({ ...before, busy: true, problem: null })
  try {
    await call('jobs.start', { planId: before.plan.id })
    if (isLatest()) planState.set({ kind: 'none' })
    batchChoices.set({})
    dropMode.set('auto')
    optionsOpen.set(false)
    // Whoever starts a plan has found the way: the first run does not come back.
    if (currentSettings()?.firstRunDone === false) await changeSettings({ firstRunDone: true })
    await readJobs()
  } catch (error) {
    if (isLatest()) planState.set({ ...before, busy: false, problem: problemOf(error) })
  }
}

/** Changes what is chosen for this batch, and the plan with it. */
export async function chooseForBatch(change: BatchChoices): Promise<void> {
  batchChoices.set({ ...batchChoices.get(), ...change })
  await revisePlan()
}

/** Puts results beside the originals again. */
export async function putBesideOriginals(): Promise<void> {
  const { folder: _besideAgain, ...rest } = batchChoices.get()
  batchChoices.set(rest)
  await revisePlan()
}

/** Asks for a folder to put results in; nothing changes where the dialog is closed. */
export async function chooseFolderForResults(): Promise<void> {
  await attempt(troubleText.output, async () => {
    const folder = await call('plan.chooseOutput', {})
    if (folder !== null) await chooseForBatch({ folder })
  })
}

/** Keeps the keys to encrypt to, and revises the plan with them. */
export async function chooseDoors(doors: readonly DoorRef[]): Promise<void> {
  const { doors: _ofThisBatch, ...rest } = batchChoices.get()
  batchChoices.set(rest)
  const kept = changeSettings({ doors: [...doors] })
  await Promise.all([kept, revisePlan()])
}
