import type { Machine } from './machine.ts'
import { commonNote, notes } from './notes.ts'
import type { RowDetails } from './row.ts'

/** Prints a table of rows for people, with what each figure counts. */
export function printReport(machine: Machine, details: readonly RowDetails[]): void {
  const { cpu, cores, memoryGiB, system, node, age, openssl } = machine
  console.log(`${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}`)
  console.log(`age ${age ?? 'absent'}, openssl ${openssl ?? 'absent'}`)
  console.table(Object.fromEntries(details.map((one) => [one.row.id, cells(one)])))
  console.log(commonNote)
  for (const { row } of details) console.log(`\n${row.id}\n  ${row.error ?? notes[row.id]}`)
  if (machine.load > cores)
    console.log(
      `\nOther work was going on (load ${machine.load} on ${cores} cores): take no figure as the machine's.`,
    )
}

function cells({ row, durableSeconds, verifySeconds, planSeconds, idleRssMiB, rounds }: RowDetails) {
  const { seconds, ratios } = row
  return {
    s: figure(seconds),
    speed: speed(row),
    '× cp': figure(ratios.cp),
    '× age': figure(ratios.age),
    '× openssl': figure(ratios.openssl),
    '× SDK': figure(ratios.sdkjs, 3),
    'durable s': figure(durableSeconds ?? (row.files > 1 ? seconds : null)),
    'verify s': figure(verifySeconds),
    'plan s': figure(planSeconds),
    'peak MiB': row.peakRssMiB ?? '-',
    'idle MiB': idleRssMiB ?? '-',
    'KMS calls': row.kmsCalls,
    rounds,
  }
}

function speed({ seconds, bytes, files }: RowDetails['row']): string {
  if (seconds === null) return 'failed'
  return files > 1
    ? `${Math.round(files / seconds)} ${bytes === 0 ? 'keys' : 'files'}/s`
    : `${Math.round(bytes / 1024 ** 2 / seconds)} MiB/s`
}

function figure(value: number | null, digits = 2): string {
  return value === null ? '-' : value.toFixed(digits)
}
