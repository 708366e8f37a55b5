import type { CoveredFile, RadarEntry, Timeline } from '../../../../src/shared/model/coverage.ts'
import type { KeyRef, KeyRow } from '../../../../src/shared/model/key.ts'
import type { AnswersOf } from './answers.ts'
import { coverageOf } from './coverage.ts'
import { backupsProd, minutesAgo } from './data.ts'
import { filesOf } from './sample-keys.ts'
import { rowIn, type World } from './world.ts'

const month = 43_200

/** How keys rotate and what depends on them. */
export function rotationAnswers(world: World): AnswersOf<'rotation' | 'coverage'> {
  return {
    'rotation.timelines': ({ refs }) => ({ timelines: refs.map((ref) => timelineOf(rowIn(world, ref))) }),
    'rotation.export': () => ({ savedAs: 'rotation-2026-11-23.csv', keys: world.now().keys.length }),
    'coverage.summary': () => coverageOf(world.now().keys),
    'coverage.files': ({ before }) => ({
      files: before === null ? [...sampleFiles] : [],
      next: null,
      total: sampleFiles.length,
    }),
    'coverage.radar': () => ({ entries: world.now().keys.flatMap(radarOf) }),
  }
}

function timelineOf(row: KeyRow): Timeline {
  const amount = row.rotation?.materials ?? 1
  return {
    ref: row.ref as KeyRef,
    materials: Array.from({ length: amount }, (_, index) => ({
      id: `${index}`.repeat(64),
      from: index === 0 ? null : (lastOf(row, amount - 1 - index) ?? null),
      current: index === amount - 1,
      pending: false,
    })),
  }
}

/** The date of a rotation, counted back from the last one. */
function lastOf(row: KeyRow, back: number): string | undefined {
  const last = row.rotation?.lastAt
  if (last === undefined || last === null) return undefined
  const days = back * (row.rotation?.periodDays ?? 300)
  return new Date(Date.parse(last) - days * 86_400_000).toISOString()
}

const whatOf = (row: KeyRow): RadarEntry['what'] | null => {
  if (row.state === 'PendingDeletion') return 'deletion'
  if (row.state === 'Disabled') return 'disabled'
  return row.validTo === null ? null : 'expiry'
}

function radarOf(row: KeyRow): readonly RadarEntry[] {
  const what = whatOf(row)
  const files = filesOf(row)
  if (what === null || files === 0) return []
  return [
    {
      ref: row.ref,
      name: row.alias ?? row.keyId,
      where: row.region ?? 'this computer',
      what,
      at: row.deletionDate ?? row.validTo,
      files,
      onlyDoor: what === 'disabled' ? Math.ceil(files / 2) : files,
      recoverable: 0,
    },
  ]
}

const sampleFiles: readonly CoveredFile[] = [
  'orders-2024-03.sql.gz.encrypted',
  'visit-notes-lindqvist.docx.encrypted',
  'studio-masters.zip.encrypted',
  'pension-statement.pdf.encrypted',
].map((name, index) => ({
  id: 40 - index,
  entry: 40 - index,
  name: index === 3 ? null : name,
  folder: index === 3 ? null : '~/Documents/Archive',
  size: 812_000 * (index + 1) ** 4,
  seenAt: minutesAgo((index + 1) * 3 * month),
  doors: [backupsProd],
  keyMaterialId: '1'.repeat(64),
  estimated: index === 1,
}))
