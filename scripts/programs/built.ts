import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from './project.ts'

/** Something that is built from sources, and the file beside it that says from which. */
export interface Built {
  /** Files and folders, from the project's folder. */
  readonly inputs: readonly string[]
  readonly stampFile: string
}

/** True where a source changed, came or went since the last build. */
export function isStale({ inputs, stampFile }: Built): boolean {
  return !existsSync(inProject(stampFile)) || readFileSync(inProject(stampFile), 'utf8') !== stampOf(inputs)
}

/** Builds, and says from what. What changes meanwhile is for the next time. */
export async function buildAndStamp(
  { inputs, stampFile }: Built,
  build: () => Promise<unknown>,
): Promise<void> {
  const stamp = stampOf(inputs)
  await build()
  writeFileSync(inProject(stampFile), stamp)
}

// Names, sizes and times of all inputs: enough to see any edit, and quick.
function stampOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  const visit = (path: string) => {
    const stats = statSync(inProject(path), { throwIfNoEntry: false })
    if (stats === undefined) return
    if (stats.isDirectory()) {
      for (const name of readdirSync(inProject(path)).sort()) visit(join(path, name))
    } else {
      hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`)
    }
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}
