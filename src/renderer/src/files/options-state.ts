import type { ContextPair } from '../../../shared/model/context-pair.ts'
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { smallStore } from '../data/small-store.ts'

/** What is chosen for the next batch only; a field that is absent follows the settings. */
export type BatchChoices = Readonly<Partial<Omit<PlanOptions, 'intent' | 'output'>>> & {
  /** A folder chosen in a dialog: its id and its name as a person reads it. Absent = beside the originals. */
  readonly folder?: { readonly folderId: string; readonly label: string }
}

/** The choices for the next batch. */
export const batchChoices = smallStore<BatchChoices>({})

/** Whether the options panel is open. */
export const optionsOpen = smallStore(false)

/** The options to plan with: the settings, with the choices for this batch laid over them. */
export function optionsFor(
  settings: Settings,
  choices: BatchChoices,
  intent: PlanOptions['intent'],
): PlanOptions {
  const { folder, ...chosen } = choices
  const { ifExists, verify, frameLength, suite, folders, archives, keepTimes } = settings
  return withinRules({
    doors: [...settings.doors],
    recovery: settings.recovery,
    ifExists,
    verify,
    frameLength,
    suite,
    folders,
    archives,
    keepTimes,
    // What is not kept in the settings begins anew with each batch. New messages have to open here again.
    context: intent === 'auto' ? [...settings.requiredContext] : [],
    original: 'keep',
    format: 'message',
    reuseDataKey: false,
    ...chosen,
    intent,
    output: folder === undefined ? 'beside' : { folderId: folder.folderId },
  })
}

/** Nothing goes to the trash unchecked, a signed message shares its data key with no other, and a blob has none. */
const withinRules = (options: PlanOptions): PlanOptions => ({
  ...options,
  verify: options.verify || options.original === 'trash',
  reuseDataKey: options.reuseDataKey && options.suite === '0478' && options.format === 'message',
  // A folder in one file is larger than AWS KMS takes.
  folders: options.format === 'message' ? options.folders : 'eachFile',
})

/** The choices that lead to a plan's own options. */
export function choicesOf({ options, outputFolder }: Plan): BatchChoices {
  const { intent: _shownByThePlan, output, ...choices } = options
  if (output === 'beside') return choices
  return { ...choices, folder: { folderId: output.folderId, label: outputFolder ?? '' } }
}

const requires = ({ requiredContext }: Settings, { key, value }: ContextPair): boolean =>
  requiredContext.some((pair) => pair.key === key && pair.value === value)

/** How many of the rarer choices differ from what the settings say. */
export function moreChanged(options: PlanOptions, settings: Settings): number {
  return [
    options.suite !== settings.suite,
    options.frameLength !== settings.frameLength,
    options.archives !== settings.archives,
    options.keepTimes !== settings.keepTimes,
    options.context.some((pair) => !requires(settings, pair)),
    options.reuseDataKey,
    options.format !== 'message',
  ].filter(Boolean).length
}

/** Whether one data key may serve the batch: a key of AWS KMS is a door, the suite is 0478, and something is written. */
export const reuseApplies = (options: PlanOptions, plan: Plan | null): boolean =>
  options.suite === '0478' &&
  options.format === 'message' &&
  options.doors.some((door) => door.service === 'aws') &&
  (plan === null || plan.kmsCallsIfReused !== null)
