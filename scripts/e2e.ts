import { spawn } from 'node:child_process'
import { withVirtualDisplay } from './display/virtual-display.ts'
import { buildIfStale } from './programs/build.ts'
import { ensureDebianPackages } from './programs/debian-packages.ts'
import { inProject, projectFolder } from './programs/project.ts'

// `npm run test:e2e -- [Playwright's arguments]`: builds where needed and runs the specs with Playwright's own output.
// Without arguments the app's specs come first and the gallery after them, which takes all cores.
await ensureDebianPackages()
await buildIfStale()
const args = process.argv.slice(2)
const runs = args.length > 0 ? [args] : ['e2e', 'gallery'].map((project) => ['--project', project])
const codes: number[] = []
for (const run of runs) codes.push(await withVirtualDisplay((env) => playwright(run, env)))
process.exitCode = Math.max(...codes)

function playwright(run: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const cli = inProject('node_modules/@playwright/test/cli.js')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, 'test', ...run], {
      cwd: projectFolder,
      stdio: 'inherit',
      env,
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
