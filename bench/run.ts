import { measureFrames } from './frames.ts'
import { eightGibibytes, oneGibibyte } from './families/one-gibibyte.ts'
import { localKeystore } from './families/local-keystore.ts'
import { manyFiles, smallFileBytes } from './families/many-files.ts'
import { manyKeys } from './families/many-keys.ts'
import { thisMachine } from './machine.ts'
import { benchOptions } from './options.ts'
import { printReport } from './report.ts'
import { failedRow } from './row-of.ts'
import { rowIds } from './row.ts'
import type { RowDetails, RowId } from './row.ts'
import { runProgram } from './run-program.ts'
import { inWorkplace } from './workplace.ts'
import type { Workplace } from './workplace.ts'

// `npm run bench -- [--json] [--only ID …] [--rounds 5] [--scale 1] [--frames]`. With --json, standard output holds one
// object and nothing else; progress and complaints always go to standard error.
const options = benchOptions(process.argv.slice(2))
if (options.frames) printFrames()
else await raceRows()

/** Rows that share a source and are raced together. */
interface Family {
  readonly ids: readonly RowId[]
  readonly bytes: number
  readonly files: number
  readonly measure: (place: Workplace, wanted: ReadonlySet<RowId>) => Promise<readonly RowDetails[]>
}

function families(): readonly Family[] {
  const [small, large, files] = [scaled(1024 ** 3), scaled(8 * 1024 ** 3), scaled(10_000)]
  return [
    {
      ids: idsWith('1gib'),
      bytes: small,
      files: 1,
      measure: (place, wanted) => oneGibibyte(place, wanted, small),
    },
    {
      ids: idsWith('10k'),
      bytes: files * smallFileBytes,
      files,
      measure: (place, wanted) => manyFiles(place, wanted, files),
    },
    {
      ids: idsWith('8gib'),
      bytes: large,
      files: 1,
      measure: (place, wanted) => eightGibibytes(place, wanted, large),
    },
    {
      ids: idsWith('keys'),
      bytes: 0,
      files,
      measure: (place, wanted) => manyKeys(place, wanted, files),
    },
    {
      ids: idsWith('local'),
      bytes: 0,
      files,
      measure: (place, wanted) => localKeystore(place, wanted, files),
    },
  ]
}

function scaled(whole: number): number {
  return Math.max(2, Math.floor(whole / options.scale))
}

function idsWith(part: string): readonly RowId[] {
  return rowIds.filter((id) => id.includes(part))
}

function tell(line: string): void {
  console.error(line)
}

/** A scaled run measures nothing, so it does not wait for what others write. */
async function flush(): Promise<void> {
  if (options.scale === 1) await runProgram('sync', [])
}

async function raceRows(): Promise<void> {
  const machine = await thisMachine()
  const details: RowDetails[] = []
  for (const family of families()) {
    const wanted = new Set(options.only.filter((id) => family.ids.includes(id)))
    if (wanted.size > 0) details.push(...(await measured(family, wanted)))
  }
  const inOrder = rowIds.flatMap((id) => details.find(({ row }) => row.id === id) ?? [])
  if (options.json) console.log(JSON.stringify({ machine, rows: inOrder.map(({ row }) => row) }))
  else printReport(machine, inOrder)
  if (inOrder.some(({ row }) => row.error !== undefined)) process.exitCode = 1
}

/** What keeps a whole family from being measured is said in each of its rows. */
async function measured(
  { bytes, files, measure }: Family,
  wanted: ReadonlySet<RowId>,
): Promise<readonly RowDetails[]> {
  try {
    return await inWorkplace({ rounds: options.rounds, tell, flush }, (place) => measure(place, wanted))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    tell(`${[...wanted].join(', ')}: ${reason}`)
    return [...wanted].map((id) => failedRow({ id, bytes, files }, reason))
  }
}

function printFrames(): void {
  console.log('The message layer alone, one thread, memory to memory, MB/s')
  const speeds = [4, 8, 64, 1024].map((kib) => measureFrames(kib * 1024))
  console.table(
    Object.fromEntries(
      speeds.map(({ frameLength, seal, open: opened, bareCipher }) => [
        `${frameLength / 1024} KiB frames`,
        { seal: Math.round(seal), open: Math.round(opened), 'bare cipher': Math.round(bareCipher) },
      ]),
    ),
  )
}
