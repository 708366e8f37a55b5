import type { PeakMemory } from './keyhold/peak-memory.ts'
import { median, medianOf, pairedRatio } from './median.ts'
import type { Raced } from './race.ts'
import { peerIds } from './row.ts'
import type { PeerId, Row, RowDetails } from './row.ts'

interface Measured {
  readonly raced: Raced
  readonly theirs: ReadonlyMap<PeerId, Raced | undefined>
  readonly memory: PeakMemory | undefined
}

/** A row of what was measured. */
export function rowOf(
  what: Pick<Row, 'id' | 'bytes' | 'files'>,
  { raced, theirs, memory }: Measured,
): RowDetails {
  const { timings, error } = raced
  if (error !== null) return failedRow(what, error)
  const calls = median(timings.flatMap((timing) => timing?.kmsCalls ?? []))
  return {
    row: {
      ...what,
      seconds: medianOf(timings, 'seconds'),
      ratios: ratios((peer) => pairedRatio(timings, theirs.get(peer)?.timings ?? [])),
      peakRssMiB: memory === undefined ? null : Math.round(memory.aboveIdle),
      kmsCalls: calls ?? 0,
    },
    durableSeconds: medianOf(timings, 'durableSeconds'),
    verifySeconds: medianOf(timings, 'verifySeconds'),
    planSeconds: medianOf(timings, 'planSeconds'),
    idleRssMiB: memory === undefined ? null : Math.round(memory.idle),
    rounds: timings.filter((timing) => timing !== undefined).length,
  }
}

/** A row that could not be measured, and why. */
export function failedRow(what: Pick<Row, 'id' | 'bytes' | 'files'>, error: string): RowDetails {
  return {
    row: { ...what, seconds: null, ratios: ratios(() => null), peakRssMiB: null, kmsCalls: 0, error },
    durableSeconds: null,
    verifySeconds: null,
    planSeconds: null,
    idleRssMiB: null,
    rounds: 0,
  }
}

function ratios(of: (peer: PeerId) => number | null): Row['ratios'] {
  const [cp, age, openssl, sdkjs] = peerIds.map(of)
  return { cp: cp ?? null, age: age ?? null, openssl: openssl ?? null, sdkjs: sdkjs ?? null }
}
