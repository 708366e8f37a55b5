import { join } from 'node:path'
import { readCopyFacts } from '../store/read-store-row.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { listSnapshots } from './list-snapshots.ts'
import { readCopy } from './read-copy.ts'
import type { NamedSnapshot } from './snapshot-names.ts'

interface Line {
  readonly storeId: string
  readonly createdAt: string
}

/**
 * The snapshots in the order in which they are offered: those of the store that is here; those of its line, which is the same
 * store before it was sealed anew; all others. Each newest first. Where the file in its place says nothing any more, the
 * store is taken to be the one that was copied last. All of it by what the files say, which nothing has vouched for yet.
 */
export function snapshotsByLine(deps: VaultDeps): readonly (readonly NamedSnapshot[])[] {
  const all = listSnapshots(deps).map((named) => ({
    named,
    line: lineOf(join(deps.paths.snapshots, named.name)),
  }))
  const lastCopied = all
    .filter(({ line }) => line !== undefined)
    .toSorted((a, b) => (a.named.at < b.named.at ? 1 : -1))[0]?.line
  const present = lineOf(deps.paths.file) ?? lastCopied
  const ranked = all.map(({ named, line }) => ({ named, rank: rankOf(line, present) }))
  return [0, 1, 2].map((wanted) => ranked.filter(({ rank }) => rank === wanted).map(({ named }) => named))
}

function lineOf(path: string): Line | undefined {
  return readCopy(path, readCopyFacts)
}

function rankOf(line: Line | undefined, present: Line | undefined): 0 | 1 | 2 {
  if (line === undefined || present === undefined) return 2
  if (line.storeId === present.storeId) return 0
  return line.createdAt === present.createdAt ? 1 : 2
}
