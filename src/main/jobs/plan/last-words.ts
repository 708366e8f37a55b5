import type { PlanDecision } from '../../../shared/model/plan.ts'
import type { Choices } from './choices.ts'

/** One choice for each item: the last. Where both questions of an item were answered, `agree` holds both answers. */
export function lastWords(decisions: readonly PlanDecision[]): Choices['decisions'] {
  const choices = new Map<string, PlanDecision['choice']>()
  for (const { itemId, choice } of decisions) {
    if (choice !== 'open' || choices.get(itemId) !== 'agree') choices.set(itemId, choice)
  }
  return choices
}
