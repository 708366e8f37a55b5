import { buildAndStamp, isStale, type Built } from './built.ts'
import { inProject } from './project.ts'
import { runProgram } from './run-program.ts'

const app: Built = {
  inputs: ['src', 'resources', 'scripts/gen-css.ts', 'electron.vite.config.ts', 'package-lock.json'],
  stampFile: 'out/build-stamp',
}
const timeLimit = 240

/** Builds `out/` from the sources. Throws with the end of the tool's output where that fails. */
export async function build(): Promise<void> {
  await buildAndStamp(app, async () => {
    for (const script of ['scripts/gen-css.ts', 'node_modules/electron-vite/bin/electron-vite.js']) {
      const args = script.endsWith('electron-vite.js') ? ['build'] : []
      const result = await runProgram(process.execPath, [inProject(script), ...args], { timeLimit })
      if (result.exitCode !== 0) {
        throw new Error(`${script} failed\n${result.output.trim().split('\n').slice(-30).join('\n')}`)
      }
    }
  })
}

/** Builds where a source changed, came or went since the last build. Returns whether it built. */
export async function buildIfStale(): Promise<boolean> {
  const stale = isStale(app)
  if (stale) await build()
  return stale
}
