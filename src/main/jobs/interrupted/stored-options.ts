import { z } from 'zod'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { planOptions } from '../../../shared/model/plan.ts'

const { shape } = planOptions

/**
 * The options of a batch as a journal holds them. What an older version did not know has its default, and so has a value
 * that this version does not know; what a newer one added is left out: the batch is offered all the same, and its plan
 * shows what will be done. What the batch was for is never guessed.
 */
export const storedOptions = z.object({
  intent: shape.intent,
  doors: shape.doors.catch([]),
  recovery: shape.recovery.catch(defaultSettings.recovery),
  ifExists: shape.ifExists.catch(defaultSettings.ifExists),
  verify: shape.verify.catch(defaultSettings.verify),
  frameLength: shape.frameLength.catch(defaultSettings.frameLength),
  output: shape.output.catch('beside'),
  suite: shape.suite.catch(defaultSettings.suite),
  format: shape.format.catch('message'),
  folders: shape.folders.catch(defaultSettings.folders),
  archives: shape.archives.catch(defaultSettings.archives),
  context: shape.context.catch([]),
  original: shape.original.catch('keep'),
  keepTimes: shape.keepTimes.catch(defaultSettings.keepTimes),
  reuseDataKey: shape.reuseDataKey.catch(false),
})
