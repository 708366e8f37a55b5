import type { Timing } from './timing.ts'

/** One contender of a race. */
export interface Runner {
  readonly name: string
  /** Runs in so many rounds, from the first; a slow one sits out the others. */
  readonly rounds: number
  readonly run: () => Promise<Timing>
}

/** What became of a runner: timings by round, undefined where it sat out, and the error that ended its part. */
export interface Raced {
  readonly timings: readonly (Timing | undefined)[]
  readonly error: string | null
}

/**
 * Lets every runner run once a round, each round begun by another one, so that what the machine does meanwhile meets all
 * alike. One that fails is out; the others go on. Progress goes to `tell`.
 */
export async function race<R extends Runner>(
  runners: readonly R[],
  rounds: number,
  tell: (line: string) => void,
): Promise<ReadonlyMap<R, Raced>> {
  const timings = new Map(runners.map((runner) => [runner, none(rounds)]))
  const errors = new Map<R, string>()
  for (let round = 0; round < rounds; round += 1) {
    for (const runner of rotated(runners, round)) {
      if (round >= runner.rounds || errors.has(runner)) continue
      try {
        const timing = await runner.run()
        timings.get(runner)?.splice(round, 1, timing)
        const cpu = timing.cpuSeconds === undefined ? '' : ` (cpu ${timing.cpuSeconds.toFixed(2)} s)`
        tell(`round ${round + 1} of ${rounds}: ${runner.name} ${timing.seconds.toFixed(2)} s${cpu}`)
      } catch (error) {
        errors.set(runner, error instanceof Error ? error.message : String(error))
        tell(`round ${round + 1} of ${rounds}: ${runner.name} failed: ${errors.get(runner)}`)
      }
    }
  }
  return new Map(
    runners.map((runner) => [
      runner,
      { timings: timings.get(runner) ?? [], error: errors.get(runner) ?? null },
    ]),
  )
}

const none = (rounds: number): (Timing | undefined)[] => Array.from({ length: rounds }, () => undefined)

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = items.length === 0 ? 0 : by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
