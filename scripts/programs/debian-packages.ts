import { existsSync } from 'node:fs'
import { runProgram } from './run-program.ts'

/**
 * Each Debian package that tests, demo or benchmark use, with a file that shows that it is there. The emoji font only
 * makes pictures better.
 */
export const debianPackages = {
  chromium: '/usr/lib/chromium/chromium',
  xvfb: '/usr/bin/Xvfb',
  dbus: '/usr/bin/dbus-run-session',
  'gnome-keyring': '/usr/bin/gnome-keyring-daemon',
  'libsecret-1-0': '/usr/share/doc/libsecret-1-0',
  age: '/usr/bin/age',
  'fonts-noto-color-emoji': '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
} as const
export type DebianPackage = keyof typeof debianPackages

const allPackages = Object.keys(debianPackages) as DebianPackage[]
const optional: readonly DebianPackage[] = ['age', 'fonts-noto-color-emoji']

/** Those of `wanted` whose file is not there. */
export function missingPackages(
  wanted: readonly DebianPackage[] = allPackages,
  isThere: (file: string) => boolean = existsSync,
): DebianPackage[] {
  return wanted.filter((name) => !isThere(debianPackages[name]))
}

/** The one command that installs them, as a person types it. */
export function installCommand(names: readonly DebianPackage[]): string {
  return `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${names.join(' ')}`
}

/**
 * Installs what is missing where this is Debian and the process is root; otherwise names it in one line with the
 * command. Returns what is still missing. Elsewhere than on Linux nothing of this is needed.
 */
export async function ensureDebianPackages(
  wanted: readonly DebianPackage[] = allPackages,
): Promise<DebianPackage[]> {
  if (process.platform !== 'linux') return []
  const missing = missingPackages(wanted)
  if (missing.length === 0) return []
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing Debian packages: ${missing.join(', ')}`)
    await install(missing)
  }
  const still = missingPackages(missing)
  if (still.some((name) => !optional.includes(name))) {
    console.log(`Missing: ${still.join(', ')}. To install: ${installCommand(still)}`)
  }
  return still
}

async function install(names: readonly DebianPackage[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = ['-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120']
  await runProgram('apt-get', [...options, 'update'], { timeLimit: 300, env })
  const args = [...options, 'install', '--yes', '--no-install-recommends', ...names]
  const result = await runProgram('apt-get', args, { timeLimit: 1200, env })
  if (result.exitCode !== 0) console.log(result.output.trim().split('\n').slice(-5).join('\n'))
}
