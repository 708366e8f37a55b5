import { keyActs } from './key-acts.ts'
import type { Place, Plan } from './plan.ts'
import { storeActs } from './store-acts.ts'

const acts = [...keyActs, ...storeActs]

/** What is done next. */
export async function nextPlan(place: Place): Promise<Plan> {
  const sum = acts.reduce((all, [weight]) => all + weight, 0)
  for (;;) {
    let at = place.chance.next() * sum
    const [, act] = acts.find(([weight]) => (at -= weight) < 0) ?? []
    const plan = await act?.(place)
    if (plan !== undefined) return plan
  }
}
