import { parseArgs } from 'node:util'

/** What a run of the benchmark was asked for. */
export interface BenchOptions {
  /** Bytes of the source file. */
  readonly size: number
  readonly rounds: number
  /** Measure the message layer alone, no files. */
  readonly framesOnly: boolean
}

const units: Readonly<Record<string, number>> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

/** Reads `--size 256MiB --rounds 3 --frames`. Throws for anything else. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: '1GiB' },
      rounds: { type: 'string', default: '3' },
      frames: { type: 'boolean', default: false },
    },
  })
  const [, count = '', unit = ''] = /^(\d+)(|KiB|MiB|GiB)$/.exec(values.size) ?? []
  const size = Number(count) * (units[unit] ?? 0)
  const rounds = Number(values.rounds)
  if (!Number.isSafeInteger(size) || size < 1)
    throw new Error('--size takes bytes, or a number with KiB, MiB or GiB')
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number of 1 or more')
  return { size, rounds, framesOnly: values.frames }
}
