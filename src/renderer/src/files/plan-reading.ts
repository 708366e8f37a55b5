import type { CoverageSelection } from '../../../shared/model/coverage.ts'
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts'
import { call, planDropped, problemOf } from '../data/call.ts'
import { optionsNow } from './options-now.ts'
import { batchChoices, choicesOf } from './options-state.ts'
import { type PlanOrigin, planState, underneath } from './plan-state.ts'
import { beginTurn } from './plan-turn.ts'

const readingShownAfterMs = 300

type Intent = PlanOptions['intent']

/** Plans asked for and not answered. */
let readings = 0

interface Reading {
  readonly origin: PlanOrigin
  /** Whether a folder is among what is read. */
  readonly folder?: boolean
  /** The plan has options of its own, which the screen takes over. */
  readonly ownOptions?: boolean
  /** Asks the main process; null = the dialog was closed. `begin` is called when reading begins. */
  readonly read: (begin: () => void) => Promise<Plan | null>
}

/** Shows the plan that `read` brings; null leaves what was on the screen. A reading that lasts is shown meanwhile. */
async function show({ origin, folder = false, ownOptions = false, read }: Reading): Promise<void> {
  const isLatest = beginTurn()
  stopReadings()
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    timer = setTimeout(() => {
      if (isLatest()) planState.set({ kind: 'reading', origin, over: underneath(planState.get()) })
    }, readingShownAfterMs)
  }
  readings += 1
  try {
    const plan = await read(begin)
    if (!isLatest()) {
      if (plan !== null) await discard(plan.id)
      return
    }
    const before = underneath(planState.get())
    if (plan !== null && ownOptions) batchChoices.set(choicesOf(plan))
    planState.set(
      plan === null
        ? before
        : { kind: 'ready', plan, folder, ownOptions, decisions: new Map(), busy: false, problem: null },
    )
    if (plan !== null && before.kind === 'ready') await discard(before.plan.id)
  } catch (error) {
    if (isLatest()) planState.set({ kind: 'failed', problem: problemOf(error) })
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

/** Plans what was dropped on the window; `folder`: whether a folder is among it. `intent` defaults to what a drop does. */
export async function planFiles(files: readonly File[], folder: boolean, intent?: Intent): Promise<void> {
  await show({
    origin: 'dropped',
    folder,
    read: async (begin) => {
      begin()
      return await planDropped(files, optionsNow(intent))
    },
  })
}

/** Asks for files or a folder in the system's dialog, and plans them. */
export async function planChosen(choose: 'files' | 'folder', intent?: Intent): Promise<void> {
  await show({
    origin: 'chosen',
    folder: choose === 'folder',
    read: async (begin) => {
      // The window has the focus again once the dialog is closed: what takes longer from then on is reading.
      window.addEventListener('focus', begin, { once: true })
      return await call('plan.fromDialog', { choose, options: optionsNow(intent) }).finally(() =>
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
      return await call('plan.fromSample', { options: optionsNow() })
    },
  })
}

/** Plans what rows that are over left behind: to verify it, or to move it to another key. */
export async function planJobs(
  jobIds: readonly string[],
  which: 'result' | 'source',
  intent: Intent,
): Promise<void> {
  await show({
    origin: 'chosen',
    read: async (begin) => {
      begin()
      return await call('plan.fromJobs', { jobIds: [...jobIds], which, options: optionsNow(intent) })
    },
  })
}

/** Plans the messages that history entries speak of. */
export async function planHistory(ids: readonly number[], intent: Intent): Promise<void> {
  await show({
    origin: 'chosen',
    read: async (begin) => {
      begin()
      return await call('plan.fromHistory', { ids: [...ids], options: optionsNow(intent) })
    },
  })
}

/** Plans known files that depend on a key or one of its materials. */
export async function planCoverage(selection: CoverageSelection, intent: Intent): Promise<void> {
  await show({
    origin: 'chosen',
    read: async (begin) => {
      begin()
      return await call('plan.fromCoverage', { selection, options: optionsNow(intent) })
    },
  })
}

/** Plans what an interrupted batch had not done, with the options it had. */
export async function planInterrupted(id: string): Promise<void> {
  await show({
    origin: 'chosen',
    ownOptions: true,
    read: async (begin) => {
      begin()
      return await call('plan.fromInterrupted', { id })
    },
  })
}

/** Stops reading, which gives back what was on the screen before; else takes the plan off it. Nothing was done yet. */
export async function discardPlan(): Promise<void> {
  beginTurn()
  stopReadings()
  const before = planState.get()
  planState.set(before.kind === 'reading' ? before.over : { kind: 'none' })
  if (before.kind !== 'ready') return
  if (before.ownOptions) batchChoices.set({})
  await discard(before.plan.id)
}
