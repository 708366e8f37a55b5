import { spawn } from 'node:child_process'
import { hasDisplay } from './display/virtual-display.ts'
import { electronBinary } from './electron-binary.ts'
import { buildIfStale } from './programs/build.ts'
import { downloadElectron } from './programs/download-electron.ts'
import { ensureDebianPackages } from './programs/debian-packages.ts'
import { inProject, projectFolder } from './programs/project.ts'
import { profileFolder } from './programs/profile-folder.ts'

// `npm start`: the app on Electron; without its binary on the test host; without a display the demo.
const trouble = electronBinary() === null ? await downloadElectron() : null
if (trouble !== null) {
  console.log(`${trouble}: the test host runs Keyhold, with a profile and keychain items of its own.`)
}
if (!hasDisplay()) {
  console.log('There is no display here, so the demo runs instead.')
  process.exitCode = await runNode(['scripts/demo.ts'])
} else {
  await open()
}

async function open(): Promise<void> {
  if (await buildIfStale()) console.log('Built out/.')
  const binary = electronBinary()
  if (binary !== null) {
    process.exitCode = await run(binary, ['.', ...process.argv.slice(2)])
    return
  }
  const missing = await ensureDebianPackages(['chromium', 'dbus', 'libsecret-1-0'])
  if (missing.includes('chromium')) process.exit(1)
  const profile = profileFolder('Keyhold (test host)')
  process.exitCode = await run(inProject('test/host/dist/electron'), [
    '.',
    `--user-data-dir=${profile}`,
    '--keyhold-host=test host',
    ...process.argv.slice(2),
  ])
}

function runNode(args: readonly string[]): Promise<number> {
  return run(process.execPath, args)
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: projectFolder, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
