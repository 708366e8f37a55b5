import type { KeyRef } from '../../../shared/model/key.ts'
import type { Plan, PlanDecision, PlanOptions } from '../../../shared/model/plan.ts'
import { call, planDropped, problemOf } from '../data/call.ts'
import { changeSettings, currentSettings } from '../data/change-settings.ts'
import { readJobs } from '../data/jobs-store.ts'
import { attempt } from '../data/trouble.ts'
import { troubleText } from '../words/trouble-text.ts'
import { batchChoices, type BatchChoices, optionsFor, optionsOpen } from './options-state.ts'
import { type Decisions, type PlanOrigin, planState, underneath } from './plan-state.ts'

/** Counts plans asked for, so that a late answer to an older question is dropped. */
let asked = 0
/** Plans asked for and not answered. */
let readings = 0

const readingShownAfterMs = 300

function options(): PlanOptions {
  const settings = currentSettings()
  if (settings === undefined) throw new Error('a plan was asked for before the settings were read')
  return optionsFor(settings, batchChoices.get())
}

interface Reading {
  readonly origin: PlanOrigin
  /** Asks the main process; null = the dialog was closed. `shown` is called when reading begins. */
  readonly read: (shown: () => void) => Promise<Plan | null>
}

/** Shows the plan that `read` brings; null leaves what was on the screen. A reading that lasts is shown meanwhile. */
async function show({ origin, read }: Reading): Promise<void> {
  const mine = ++asked
  stopReadings()
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    timer = setTimeout(() => {
      if (mine === asked) planState.set({ kind: 'reading', origin, over: underneath(planState.get()) })
    }, readingShownAfterMs)
  }
  readings += 1
  try {
    const plan = await read(begin)
    if (mine !== asked) {
      if (plan !== null) await discard(plan.id)
      return
    }
    const before = underneath(planState.get())
    planState.set(
      plan === null ? before : { kind: 'ready', plan, decisions: new Map(), busy: false, problem: null },
    )
    if (plan !== null && before.kind === 'ready') await discard(before.plan.id)
  } catch (error) {
    if (mine === asked) planState.set({ kind: 'failed', problem: problemOf(error) })
  } finally {
    readings -= 1
    clearTimeout(timer)
  }
}

/** Tells the main process that nobody waits for what it reads. Failing that, it reads to the end for nothing. */
function stopReadings(): void {
  if (readings > 0) void call('plan.cancelReading', {}).catch(() => undefined)
}

/** Plans are forgotten by the main process in time, so a failure to discard one harms nobody. */
async function discard(planId: string): Promise<void> {
  await call('plan.discard', { planId }).catch(() => undefined)
}

/** Plans what was dropped on the window. */
export async function planFiles(files: readonly File[]): Promise<void> {
  await show({
    origin: 'dropped',
    read: async (begin) => {
      begin()
      return await planDropped(files, options())
    },
  })
}

/** Asks for files or a folder in the system's dialog, and plans them. */
export async function planChosen(choose: 'files' | 'folder'): Promise<void> {
  await show({
    origin: 'chosen',
    read: async (begin) => {
      // The window has the focus again once the dialog is closed: what takes longer from then on is reading.
      window.addEventListener('focus', begin, { once: true })
      return await call('plan.fromDialog', { choose, options: options() }).finally(() =>
        window.removeEventListener('focus', begin),
      )
    },
  })
}

/** Plans the sample file that Keyhold brings along. */
export async function planSample(): Promise<void> {
  await show({
    origin: 'chosen',
    read: async (begin) => {
      begin()
      return await call('plan.fromSample', { options: options() })
    },
  })
}

/** Stops reading, which gives back what was on the screen before; else takes the plan off it. Nothing was done yet. */
export async function discardPlan(): Promise<void> {
  asked += 1
  stopReadings()
  const before = planState.get()
  planState.set(before.kind === 'reading' ? before.over : { kind: 'none' })
  if (before.kind === 'ready') await discard(before.plan.id)
}

/** Asks for the plan anew with the options and decisions as they stand now. */
export async function revisePlan(decisions?: Decisions): Promise<void> {
  const before = planState.get()
  if (before.kind !== 'ready') return
  const mine = ++asked
  const chosen = decisions ?? before.decisions
  planState.set({ ...before, decisions: chosen, busy: true })
  const list = [...chosen].map(([itemId, choice]): PlanDecision => ({ itemId, choice }))
  try {
    const plan = await call('plan.revise', { planId: before.plan.id, options: options(), decisions: list })
    if (mine === asked) {
      planState.set({ kind: 'ready', plan, decisions: chosen, busy: false, problem: null })
    }
  } catch (error) {
    if (mine === asked) planState.set({ ...before, busy: false, problem: problemOf(error) })
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
  const mine = ++asked
  planState.set({ ...before, busy: true, problem: null })
  try {
    await call('jobs.start', { planId: before.plan.id })
    if (mine === asked) planState.set({ kind: 'none' })
    batchChoices.set({})
    optionsOpen.set(false)
    // Whoever starts a plan has found the way: the first run does not come back.
    if (currentSettings()?.firstRunDone === false) await changeSettings({ firstRunDone: true })
    await readJobs()
  } catch (error) {
    if (mine === asked) planState.set({ ...before, busy: false, problem: problemOf(error) })
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
export async function chooseDoors(doors: readonly KeyRef[]): Promise<void> {
  const kept = changeSettings({ doors: [...doors] })
  await Promise.all([kept, revisePlan()])
}
