import type { KeyCoverage } from '../../shared/model/coverage.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import { rotationStanding, urgencyOf } from '../../shared/rotation-standing.ts'
import type { RotationPolicy, RotationStanding } from '../../shared/rotation-standing.ts'
import { doorNameOf } from './coverage-keys.ts'
import { csvOf } from './csv.ts'
import type { CsvCell } from './csv.ts'

export interface ReportFacts extends RotationPolicy {
  readonly rows: readonly KeyRow[]
  /** Null where it is not known now which files depend on what. */
  readonly covered: readonly KeyCoverage[] | null
}

type Counts = Pick<KeyCoverage, 'files' | 'current' | 'older' | 'estimated' | 'onlyDoor'>

const noFiles: Counts = { files: 0, current: 0, older: 0, estimated: 0, onlyDoor: 0 }

interface Reported {
  readonly row: KeyRow
  readonly standing: RotationStanding
  /** Null where files are not known. */
  readonly coverage: Counts | null
}

const columns: readonly (readonly [string, (of: Reported) => CsvCell])[] = [
  ['Key', ({ row }) => row.alias ?? row.keyId],
  ['Key ID', ({ row }) => row.keyId],
  ['ARN', ({ row }) => row.arn],
  ['Where', ({ row }) => row.region ?? 'this computer'],
  ['State', ({ row }) => row.state],
  ['Spec', ({ row }) => row.spec],
  ['Usage', ({ row }) => row.usage],
  ['Origin', ({ row }) => row.origin],
  ['Created', ({ row }) => row.createdAt],
  ['Standing', ({ standing }) => standingWords[standing.kind]],
  ['Since or until', ({ standing }) => dateOf(standing)],
  ['Why not', ({ standing }) => (standing.kind === 'cannot' ? standing.reason : null)],
  ['Automatic', ({ row }) => (row.rotation === null ? null : row.rotation.automatic ? 'yes' : 'no')],
  ['Period (days)', ({ row }) => row.rotation?.periodDays ?? null],
  ['Next rotation', ({ row }) => row.rotation?.nextAt ?? null],
  ['Last rotation', ({ row }) => row.rotation?.lastAt ?? null],
  ['Key materials', ({ row }) => row.rotation?.materials ?? null],
  ['Rotations by hand', ({ row }) => row.rotation?.onDemand ?? null],
  ['Known files', ({ coverage }) => coverage && coverage.files],
  ['On current material', ({ coverage }) => coverage && coverage.current],
  ['On older material', ({ coverage }) => coverage && coverage.older],
  ['Of these told by date', ({ coverage }) => coverage && coverage.estimated],
  ['Only this key opens', ({ coverage }) => coverage && coverage.onlyDoor],
  ['Read', ({ row }) => row.readAt],
]

const standingWords: Readonly<Record<RotationStanding['kind'], string>> = {
  overdue: 'overdue',
  due: 'due',
  inTime: 'in time',
  never: 'never rotated',
  cannot: 'cannot rotate',
  notKnown: 'not known',
}

/** The standing of every key as CSV, the most urgent first. */
export function rotationReport({ rows, covered, ...policy }: ReportFacts): string {
  const byKey = covered && new Map(covered.map((coverage) => [coverage.keyId, coverage]))
  const reported = rows
    .map((row): Reported => ({
      row,
      standing: rotationStanding(row, policy),
      coverage: byKey && (byKey.get(doorNameOf(row)) ?? noFiles),
    }))
    .toSorted((a, b) => urgencyOf(a.standing) - urgencyOf(b.standing))
  const header = columns.map(([name]) => name)
  return csvOf([header, ...reported.map((each) => columns.map(([, cell]) => cell(each)))])
}

function dateOf(standing: RotationStanding): string | null {
  switch (standing.kind) {
    case 'overdue':
      return standing.since
    case 'due':
    case 'never':
      return standing.at
    case 'inTime':
      return standing.next
    default:
      return null
  }
}
