import type { PlanOptions } from '../../../shared/model/plan.ts'
import { currentSettings } from '../data/change-settings.ts'
import { dropMode, intentOf } from './drop-mode.ts'
import { batchChoices, optionsFor } from './options-state.ts'

/**
 * The options that a plan asked for now has; `intent` defaults to what a drop does. No plan is asked for before the
 * settings were read.
 */
export function optionsNow(intent?: PlanOptions['intent']): PlanOptions {
  const settings = currentSettings()
  if (settings === undefined) throw new Error('a plan was asked for before the settings were read')
  return optionsFor(settings, batchChoices.get(), intent ?? intentOf(dropMode.get()))
}
