import type { Answers } from './answers.ts'
import type { World } from './world.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const notBuilt = (): never => {
  throw new VaultError('INTERNAL', 'not built yet')
}

/** What the double answers about the activity log. */
export function activityAnswers(_world: World) {
  return {
    'activity.list': notBuilt,
    'activity.verify': notBuilt,
    'activity.begin': notBuilt,
    'activity.export': notBuilt,
  } satisfies Partial<Answers>
}
