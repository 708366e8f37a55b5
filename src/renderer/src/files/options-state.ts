import type { PlanOptions } from '../../../shared/model/plan.ts'
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
  return {
    doors: [...settings.doors],
    ifExists,
    verify,
    frameLength,
    suite,
    folders,
    archives,
    keepTimes,
    // What is not kept in the settings begins anew with each batch.
    context: [],
    original: 'keep',
    reuseDataKey: false,
    ...chosen,
    intent,
    output: folder === undefined ? 'beside' : { folderId: folder.folderId },
  }
}
