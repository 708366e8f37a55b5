import { sep } from 'node:path'
import type { JobRow } from '../../src/shared/model/job.ts'
import type { FileDigest } from './file-tree.ts'
import type { ResultRow } from './result-table.ts'

export interface DemoResults {
  /** By the path inside the folder of originals, before anything was done. */
  readonly before: ReadonlyMap<string, FileDigest>
  /** The same of the folder in which the messages were opened. */
  readonly after: ReadonlyMap<string, FileDigest>
  readonly encrypted: readonly JobRow[]
  readonly opened: readonly JobRow[]
  readonly folderName: string
}

/** A row for each file that was dropped by itself, and one for the folder; files of it that differ get rows of their own. */
export function resultRows(results: DemoResults): ResultRow[] {
  const { before, folderName } = results
  const inFolder = [...before.keys()].filter((path) => path.startsWith(folderName + sep))
  const alone = [...before.keys()].filter((path) => !inFolder.includes(path))
  const rows = inFolder.map((path) => rowOf(path, results))
  const names = inFolder.map(nameOf)
  const folder: ResultRow = {
    file: `${folderName}${sep} (${inFolder.length} files)`,
    size: rows.reduce((total, { size }) => total + size, 0),
    encryptSeconds: spanOf(jobsOf(results.encrypted, names)),
    openSeconds: spanOf(
      jobsOf(
        results.opened,
        names.map((name) => `${name}.encrypted`),
      ),
    ),
    equal: rows.every((row) => row.equal),
  }
  return [...alone.map((path) => rowOf(path, results)), folder, ...rows.filter((row) => !row.equal)]
}

function rowOf(path: string, { before, after, encrypted, opened }: DemoResults): ResultRow {
  const name = nameOf(path)
  const digest = before.get(path)
  return {
    file: path,
    size: digest?.size ?? 0,
    encryptSeconds: secondsOf(encrypted, name),
    openSeconds: secondsOf(opened, `${name}.encrypted`),
    equal: digest !== undefined && digest.sha256 === after.get(path)?.sha256,
  }
}

const nameOf = (path: string): string => path.split(sep).at(-1) ?? path

const jobsOf = (rows: readonly JobRow[], names: readonly string[]): readonly JobRow[] =>
  rows.filter(({ name }) => names.includes(name))

/** Seconds from the first one's beginning to the last one's end: files of a folder are worked on at the same time. */
function spanOf(rows: readonly JobRow[]): number {
  const times = rows.flatMap(({ finishedAt, seconds, verifySeconds }) => {
    if (finishedAt === null || seconds === null) return []
    const end = Date.parse(finishedAt) / 1000
    return [{ begin: end - seconds - (verifySeconds ?? 0), end }]
  })
  if (times.length === 0) return 0
  return Math.max(...times.map(({ end }) => end)) - Math.min(...times.map(({ begin }) => begin))
}

function secondsOf(rows: readonly JobRow[], name: string): number {
  return rows.find((row) => row.name === name)?.seconds ?? 0
}
