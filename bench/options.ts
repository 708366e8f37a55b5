import { parseArgs } from 'node:util'
import { isRowId, rowIds } from './row.ts'
import type { RowId } from './row.ts'

/** What a run of the benchmark was asked for. */
export interface BenchOptions {
  readonly only: readonly RowId[]
  readonly json: boolean
  /** Rounds of the 1 GiB rows; the others have fewer. */
  readonly rounds: number
  /** Every size and count divided by this: 1 is the benchmark, more is to try the harness itself. */
  readonly scale: number
  /** Measure the message layer alone, no files. */
  readonly frames: boolean
}

const defaultRounds = 5

/** Reads `--json --only ID --rounds 5 --scale 1 --frames`. Throws for anything else. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: String(defaultRounds) },
      scale: { type: 'string', default: '1' },
      frames: { type: 'boolean', default: false },
    },
  })
  const { json, frames } = values
  const unknown = values.only.filter((id) => !isRowId(id))
  if (unknown.length > 0) throw new Error(`--only takes one of: ${rowIds.join(', ')}`)
  const only = values.only.length === 0 ? rowIds : rowIds.filter((id) => values.only.includes(id))
  return { only, json, frames, rounds: count(values.rounds, 'rounds'), scale: count(values.scale, 'scale') }
}

function count(text: string, option: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${option} takes a number of 1 or more`)
  return number
}
