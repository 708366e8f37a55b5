import type { Inspection } from '../../../shared/model/inspection.ts'
import { call, inspectDropped } from '../data/call.ts'
import { smallStore } from '../data/small-store.ts'
import { attempt } from '../data/trouble.ts'
import { troubleText } from '../words/trouble-text.ts'
import { planChosen, planFiles, planHistory, planJobs } from './plan-reading.ts'

/** Where the looked-at file is, so that it can be verified from the drawer; null = only its content is known. */
export type InspectedFrom =
  | { readonly kind: 'job'; readonly jobId: string; readonly which: 'result' | 'source' }
  | { readonly kind: 'history'; readonly id: number }
  | { readonly kind: 'plan' }
  | { readonly kind: 'dropped'; readonly file: File }
  | { readonly kind: 'chosen' }

/** What the drawer shows; null = it is closed. */
export const inspected = smallStore<{ readonly inspection: Inspection; readonly from: InspectedFrom } | null>(
  null,
)

/** Looks at a file without any key and shows what it says. A closed dialog changes nothing. */
async function show(from: InspectedFrom, look: () => Promise<Inspection | null>): Promise<void> {
  await attempt(troubleText.inspect, async () => {
    const inspection = await look()
    if (inspection !== null) inspected.set({ inspection, from })
  })
}

/** Verifies the file that is looked at. One of a plan is read anyway when the plan is started; one from a dialog has to be chosen again, since nobody keeps its path. */
export async function verifyInspected(): Promise<void> {
  const shown = inspected.get()
  inspected.set(null)
  if (shown === null) return
  const { from } = shown
  if (from.kind === 'job') return await planJobs([from.jobId], from.which, 'verify')
  if (from.kind === 'history') return await planHistory([from.id], 'verify')
  if (from.kind === 'dropped') return await planFiles([from.file], false, 'verify')
  if (from.kind === 'chosen') await planChosen('files', 'verify')
}

/** Looks at a dropped file. */
export const inspectFile = async (file: File): Promise<void> =>
  await show({ kind: 'dropped', file }, async () => await inspectDropped(file))

/** Asks for a file in the system's dialog, and looks at it. */
export const inspectChosen = async (): Promise<void> =>
  await show({ kind: 'chosen' }, async () => await call('inspect.fromDialog', {}))

/** Looks at the message of a row that is over. */
export const inspectJob = async (jobId: string, which: 'result' | 'source'): Promise<void> =>
  await show({ kind: 'job', jobId, which }, async () => await call('inspect.fromJob', { jobId, which }))

/** Looks at the message of something done earlier. */
export const inspectHistory = async (id: number): Promise<void> =>
  await show({ kind: 'history', id }, async () => await call('inspect.fromHistory', { id }))

/** Looks at a message of the plan on the screen. */
export const inspectPlanItem = async (planId: string, itemId: string): Promise<void> =>
  await show({ kind: 'plan' }, async () => await call('inspect.fromPlan', { planId, itemId }))
