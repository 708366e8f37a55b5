import { spawn } from 'node:child_process'
import { withVirtualDisplay } from './display/virtual-display.ts'
import { buildIfStale } from './programs/build.ts'
import { ensureDebianPackages } from './programs/debian-packages.ts'
import { inProject, projectFolder } from './programs/project.ts'

// `npm run test:e2e -- [Playwright's arguments]`: builds where needed and runs the specs with Playwright's own output.
await ensureDebianPackages()
await buildIfStale()
process.exitCode = await withVirtualDisplay(
  (env) =>
    new Promise<number>((resolve) => {
      const args = [inProject('node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)]
      const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: 'inherit', env })
      child.once('exit', (code) => resolve(code ?? 1))
    }),
)
