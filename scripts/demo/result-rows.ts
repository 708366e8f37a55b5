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
  const folder: ResultRow = {
    file: `${folderName}${sep} (${inFolder.length} files)`,
    size: sum(rows, 'size'),
    encryptSeconds: sum(rows, 'encryptSeconds'),
    openSeconds: sum(rows, 'openSeconds'),
    equal: rows.every((row) => row.equal),
  }
  return [...alone.map((path) => rowOf(path, results)), folder, ...rows.filter((row) => !row.equal)]
}

function rowOf(path: string, { before, after, encrypted, opened }: DemoResults): ResultRow {
  const name = path.split(sep).at(-1) ?? path
  const digest = before.get(path)
  return {
    file: path,
    size: digest?.size ?? 0,
    encryptSeconds: secondsOf(encrypted, name),
    openSeconds: secondsOf(opened, `${name}.encrypted`),
    equal: digest !== undefined && digest.sha256 === after.get(path)?.sha256,
  }
}

function sum(rows: readonly ResultRow[], field: 'size' | 'encryptSeconds' | 'openSeconds'): number {
  return rows.reduce((total, row) => total + row[field], 0)
}

function secondsOf(rows: readonly JobRow[], name: string): number {
  return rows.find((row) => row.name === name)?.seconds ?? 0
}
