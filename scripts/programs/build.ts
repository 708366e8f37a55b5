import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from './project.ts'
import { runProgram } from './run-program.ts'

const inputs = ['src', 'resources', 'scripts/gen-css.ts', 'electron.vite.config.ts', 'package-lock.json']
const stampFile = inProject('out', 'build-stamp')
const timeLimit = 240

/** Builds `out/` from the sources. Throws with the end of the tool's output where that fails. */
export async function build(): Promise<void> {
  const stamp = stampOf(inputs)
  for (const script of ['scripts/gen-css.ts', 'node_modules/electron-vite/bin/electron-vite.js']) {
    const args = script.endsWith('electron-vite.js') ? ['build'] : []
    const result = await runProgram(process.execPath, [inProject(script), ...args], { timeLimit })
    if (result.exitCode !== 0) {
      throw new Error(`${script} failed\n${result.output.trim().split('\n').slice(-30).join('\n')}`)
    }
  }
  writeFileSync(stampFile, stamp)
}

/** Builds where a source changed, came or went since the last build. Returns whether it built. */
export async function buildIfStale(): Promise<boolean> {
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(inputs)
  if (!fresh) await build()
  return !fresh
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
