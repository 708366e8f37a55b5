import type { AnswersOf } from './answers.ts'
import { coverageOf } from './coverage.ts'
import type { World } from './world.ts'

/** How keys rotate and what depends on them. */
export function rotationAnswers(world: World): AnswersOf<'rotation' | 'coverage'> {
  return {
    'rotation.timelines': () => ({ timelines: [] }),
    'rotation.export': () => null,
    'coverage.summary': () => coverageOf(world.now().keys),
    'coverage.files': () => ({ files: [], next: null, total: 0 }),
    'coverage.radar': () => ({ entries: [] }),
  }
}
