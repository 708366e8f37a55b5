import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildInfo } from '../../scripts/programs/build-info.ts'

// Type-checks the app against what the host has of Electron: a member that the app uses and the host lacks fails here.
// electron.d.ts declares the name `electron` for good, so a copy without that one declaration takes its place; the name
// then stands for surface/electron.ts, which is written in Electron's own types.

const project = dirname(dirname(import.meta.dirname))
const ownDeclaration = /^declare module 'electron' \{\n[^}]*\}\n/m

/** Writes electron.d.ts without the name `electron` to out/host-types. Throws where Electron's file looks different. */
export function writeElectronTypes(): void {
  const types = readFileSync(join(project, 'node_modules/electron/electron.d.ts'), 'utf8')
  if (!ownDeclaration.test(types))
    throw new Error("electron.d.ts no longer declares the module 'electron' as it did")
  const folder = join(project, 'out/host-types')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'electron.d.ts'), types.replace(ownDeclaration, ''))
}

/** Runs the compiler on a configuration file. Gives what it printed; nothing where all is well. */
export function compile(configuration: string, more: readonly string[] = []): string {
  const compiler = join(project, 'node_modules/typescript/bin/tsc')
  const { stdout, stderr, status } = spawnSync(process.execPath, [compiler, '-p', configuration, ...more], {
    cwd: project,
    encoding: 'utf8',
  })
  const printed = `${stdout}${stderr}`.trim()
  return status === 0 ? '' : printed || `the compiler ended with ${status}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeElectronTypes()
  const complaints = [
    compile('tsconfig.host.json', buildInfo('host')),
    compile('test/host/page/tsconfig.json', buildInfo('host-page')),
  ].filter(Boolean)
  for (const complaint of complaints) console.error(complaint)
  process.exitCode = complaints.length === 0 ? 0 : 1
}
