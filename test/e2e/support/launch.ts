import type { ChildProcess } from 'node:child_process'
import { _electron as electron, type ElectronApplication } from '@playwright/test'
import { inProject } from '../../../scripts/programs/project.ts'

export interface LaunchOptions {
  readonly userData: string
  /** On top of PATH, DISPLAY and what else the machine needs; nothing of its user gets in. */
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

/** What the app printed, whole. */
export interface Printed {
  stdout: string
  stderr: string
}

export interface RunningKeyhold {
  readonly electronApp: ElectronApplication
  /** The app's main process; Playwright no longer gives it once the app has ended. */
  readonly child: ChildProcess
  readonly printed: Printed
}

// What a process needs of the machine it runs on. AWS_* and DBUS_* of whoever runs the tests stay out.
const machineVariables = [
  'PATH',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'LANG',
  'TMPDIR',
  'ELECTRON_HOST_CHROMIUM',
  'SystemRoot',
]

function machineEnvironment(): Record<string, string> {
  return Object.fromEntries(
    machineVariables.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Starts the built app in an environment of its own and collects what it prints. */
export async function launchKeyhold(options: LaunchOptions): Promise<RunningKeyhold> {
  const electronApp = await electron.launch({
    args: ['.', `--user-data-dir=${options.userData}`, ...(options.args ?? [])],
    cwd: inProject('.'),
    env: { ...machineEnvironment(), ...options.env },
    // Without this Playwright makes every page light, whatever the app's own theme says.
    colorScheme: null,
  })
  const child = electronApp.process()
  const printed: Printed = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()))
  return { electronApp, child, printed }
}
