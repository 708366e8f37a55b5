import { relative } from 'node:path'

/** The part of Stryker's result of one mutant that is shown. */
export interface MutantOutcome {
  readonly fileName: string
  readonly status: string
  readonly mutatorName: string
  readonly replacement?: string | undefined
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

interface Tally {
  noticed: number
  unnoticed: number
  ignored: number
}

const noticed = new Set(['Killed', 'Timeout'])
const unnoticed = new Set(['Survived', 'NoCoverage'])

/** A row for each file with its score, the score of all, and each mutant that no test noticed. */
export function mutationTable(outcomes: readonly MutantOutcome[], folder: string): string {
  const files = new Map<string, Tally>()
  for (const { fileName, status } of outcomes) {
    const name = relative(folder, fileName)
    const tally = files.get(name) ?? { noticed: 0, unnoticed: 0, ignored: 0 }
    files.set(name, tally)
    if (noticed.has(status)) tally.noticed++
    else if (unnoticed.has(status)) tally.unnoticed++
    else tally.ignored++
  }
  const rows = [...files].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, tally]) => row(name, tally))
  const left = outcomes.filter(({ status }) => unnoticed.has(status)).map((each) => survivor(each, folder))
  return [...rows, row('all', total([...files.values()])), '', ...left].join('\n')
}

function row(name: string, { noticed: killed, unnoticed: survived, ignored }: Tally): string {
  const counted = killed + survived
  const score = counted === 0 ? '  -  ' : `${((100 * killed) / counted).toFixed(1)} %`.padStart(7)
  return `${score}  ${String(killed).padStart(4)} of ${String(counted).padEnd(4)}  ${name} (${ignored} left out)`
}

function total(tallies: readonly Tally[]): Tally {
  const sum = (part: keyof Tally): number => tallies.reduce((all, tally) => all + tally[part], 0)
  return { noticed: sum('noticed'), unnoticed: sum('unnoticed'), ignored: sum('ignored') }
}

function survivor({ fileName, status, mutatorName, replacement, location }: MutantOutcome, folder: string) {
  const { line, column } = location.start
  const change = (replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 100)
  return `${relative(folder, fileName)}:${line}:${column} ${status} ${mutatorName}: ${change}`
}
