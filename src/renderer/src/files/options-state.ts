import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { smallStore } from '../data/small-store.ts'

/** What is chosen for the next batch only; a field that is absent follows the settings. */
export interface BatchChoices {
  readonly ifExists?: PlanOptions['ifExists']
  readonly verify?: boolean
  readonly frameLength?: PlanOptions['frameLength']
  /** A folder chosen in a dialog: its id and its name as a person reads it. Absent = beside the originals. */
  readonly folder?: { readonly folderId: string; readonly label: string }
}

/** The choices for the next batch. */
export const batchChoices = smallStore<BatchChoices>({})

/** Whether the options panel is open. */
export const optionsOpen = smallStore(false)

/** The options to plan with: the settings, with the choices for this batch laid over them. */
export function optionsFor(settings: Settings, choices: BatchChoices): PlanOptions {
  return {
    doors: [...settings.doors],
    ifExists: choices.ifExists ?? settings.ifExists,
    verify: choices.verify ?? settings.verify,
    frameLength: choices.frameLength ?? settings.frameLength,
    output: choices.folder === undefined ? 'beside' : { folderId: choices.folder.folderId },
  }
}
