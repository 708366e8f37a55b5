import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * `unlocked`: an ordinary signed-in session. `locked`: a login keyring that exists and is locked, with nobody to ask.
 * `neverUnlocked`: the daemon runs, no keyring was ever made. `none`: a bus without a Secret Service. `noBus`: no bus at
 * all. `hanging`: a Secret Service that takes calls and never answers.
 */
export type KeyringState = 'unlocked' | 'locked' | 'neverUnlocked' | 'none' | 'noBus' | 'hanging'

export interface KeyringSession {
  /** Goes on top of (or instead of) the environment of a process that is to live in this session. */
  readonly env: Record<string, string>
  readonly home: string
  /** Locks the login keyring, as a screen lock may. */
  lock(): Promise<void>
  /** Unlocks the login keyring with its password, as signing in does. */
  unlock(): Promise<void>
  /** Items in the login keyring. */
  itemCount(): Promise<number>
  /** Ends the daemons by pid and removes the folders. */
  stop(): Promise<void>
}

const password = 'a password for tests only'
const secretService = 'org.freedesktop.secrets'
const loginCollection = '/org/freedesktop/secrets/collection/login'

/** Why no private keyring can be started here, or null where it can. Debian: dbus, gnome-keyring, libsecret-1-0. */
export function keyringMissing(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const missing = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].filter(
    (name) => !folders.some((folder) => existsSync(join(folder, name))),
  )
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`
}

/**
 * Starts a private D-Bus session and, where the state wants one, a private gnome-keyring: own HOME, own runtime folder,
 * no display, no prompt, nothing of the machine's own session is touched.
 */
export async function startKeyringSession({ state }: { state: KeyringState }): Promise<KeyringSession> {
  const home = await mkdtemp(join(tmpdir(), 'keyhold-keyring-'))
  const runtime = join(home, 'run')
  await mkdir(runtime, { mode: 0o700 })
  const bus: ChildProcess[] = []
  const keyring: ChildProcess[] = []
  const env: Record<string, string> = {
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(runtime, 'bus')}`,
  }
  const session = {
    env,
    home,
    lock: () => lockLogin(env),
    // A running daemon takes no password without a prompt, so signing in again means a new daemon over the same files.
    unlock: async () => {
      await endAll(keyring.splice(0))
      keyring.push(await startKeyring(env, ['--unlock']))
    },
    itemCount: async () => {
      const request = ['org.freedesktop.DBus.Properties.Get', 'string:org.freedesktop.Secret.Collection']
      const reply = await call(env, [...request, 'string:Items'], loginCollection)
      return reply.split('object path').length - 1
    },
    stop: async () => {
      await endAll([...keyring, ...bus])
      await endSilentService(home)
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  try {
    if (state === 'noBus') delete env['DBUS_SESSION_BUS_ADDRESS']
    else bus.push(await startBus({ home, runtime, env, hanging: state === 'hanging' }))
    if (state === 'unlocked' || state === 'locked') keyring.push(await startKeyring(env, ['--unlock']))
    if (state === 'neverUnlocked') keyring.push(await startKeyring(env, []))
    if (state === 'locked') await session.lock()
    return session
  } catch (error) {
    await session.stop()
    throw error
  }
}

interface BusOptions {
  readonly home: string
  readonly runtime: string
  readonly env: Record<string, string>
  readonly hanging: boolean
}

async function startBus({ home, runtime, env, hanging }: BusOptions): Promise<ChildProcess> {
  const services = join(home, 'services')
  await mkdir(services)
  // The bus holds every call until the activated program takes the name, which this one never does.
  const silent = `[D-BUS Service]\nName=${secretService}\nExec=/bin/sh -c "echo $$ > ${home}/silent.pid; exec sleep 600"\n`
  if (hanging) await writeFile(join(services, `${secretService}.service`), silent)
  const config = join(home, 'bus.conf')
  await writeFile(
    config,
    `<busconfig><type>session</type><listen>unix:path=${join(runtime, 'bus')}</listen><auth>EXTERNAL</auth>
<servicedir>${services}</servicedir><policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy><limit name="service_start_timeout">600000</limit></busconfig>`,
  )
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile'], {
    env,
    stdio: 'ignore',
  })
  await until(() => existsSync(join(runtime, 'bus')), 'the private bus')
  return bus
}

async function startKeyring(env: Record<string, string>, options: readonly string[]): Promise<ChildProcess> {
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...options], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keyring.stdin?.end(password)
  const ready = options.length === 0 ? () => ownsName(env) : async () => (await isLocked(env)) === false
  await until(ready, 'the private keyring')
  return keyring
}

async function endAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = once(child, 'exit')
    child.kill()
    await ended
  }
}

async function endSilentService(home: string): Promise<void> {
  const pid = Number(await readFile(join(home, 'silent.pid'), 'utf8').catch(() => ''))
  try {
    if (pid > 0) process.kill(pid)
  } catch {
    // A test has ended it already.
  }
}

async function lockLogin(env: Record<string, string>): Promise<void> {
  await call(env, ['org.freedesktop.Secret.Service.Lock', `array:objpath:${loginCollection}`])
  await until(async () => (await isLocked(env)) === true, 'the keyring to lock')
}

/** Undefined where there is no login keyring. */
async function isLocked(env: Record<string, string>): Promise<boolean | undefined> {
  const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked']
  const reply = await call(env, ['org.freedesktop.DBus.Properties.Get', ...property], loginCollection).catch(
    () => '',
  )
  return /boolean (true|false)/.exec(reply)?.[1] === undefined ? undefined : reply.includes('boolean true')
}

async function ownsName(env: Record<string, string>): Promise<boolean> {
  const request = ['org.freedesktop.DBus.NameHasOwner', `string:${secretService}`]
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  const { stdout } = await run('dbus-send', [...args, ...request], { env })
  return stdout.includes('boolean true')
}

async function call(
  env: Record<string, string>,
  request: readonly string[],
  path = '/org/freedesktop/secrets',
): Promise<string> {
  const args = ['--session', '--print-reply', `--dest=${secretService}`, path, ...request]
  return (await run('dbus-send', args, { env })).stdout
}

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 250; tries += 1) {
    if (await isSo()) return
    await pause(20)
  }
  throw new Error(`waited 5 s for ${what}`)
}
