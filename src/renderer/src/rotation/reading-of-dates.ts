import type { Connection, RotationProgress } from '../../../shared/model/connection.ts'

/** How far the reading of rotation dates is over all connections; null where none is under way. */
export function readingOfDates(
  connections: readonly Pick<Connection, 'rotationProgress'>[],
): RotationProgress | null {
  const under = connections.flatMap(({ rotationProgress }) => rotationProgress ?? [])
  // A Region that has nothing to ask is done before a person could read it.
  const total = under.reduce((sum, each) => sum + each.total, 0)
  return total === 0 ? null : { done: under.reduce((sum, each) => sum + each.done, 0), total }
}
