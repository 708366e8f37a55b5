import type { Message, MessageBus } from '@jellybrick/dbus-next'
import { callBus, login, ownSession } from './own-login-session.ts'
import type { SessionCause } from './session-signals.ts'

/** The two buses of a Linux desktop; either may be missing. */
export interface Buses {
  readonly session: () => MessageBus
  readonly system: () => MessageBus
}

/** A signal that is listened for. `says`: what it means by its arguments; undefined = nothing. */
interface Watched {
  readonly interface: string
  readonly member: string
  readonly path?: string
  readonly says: (body: readonly unknown[]) => SessionCause | undefined
}

/** Screen savers of GNOME, of freedesktop (KDE, Xfce and others), of Cinnamon and of MATE. */
const screenSavers = ['org.gnome', 'org.freedesktop', 'org.cinnamon', 'org.mate']

const onSessionBus: readonly Watched[] = screenSavers.map((name) => ({
  interface: `${name}.ScreenSaver`,
  member: 'ActiveChanged',
  says: ([isActive]) => (isActive === true ? 'screenLock' : undefined),
}))

/** What logind tells of the whole system, and of the session at `path`. */
function onSystemBus(path: string | null): readonly Watched[] {
  const sleep: Watched = {
    interface: `${login}.Manager`,
    member: 'PrepareForSleep',
    says: ([isBefore]) => (isBefore === true ? 'suspend' : undefined),
  }
  if (path === null) return [sleep]
  return [
    sleep,
    { interface: `${login}.Session`, member: 'Lock', path, says: () => 'screenLock' },
    {
      interface: 'org.freedesktop.DBus.Properties',
      member: 'PropertiesChanged',
      path,
      says: ([, changed]) => (isInactive(changed) ? 'userSwitch' : undefined),
    },
  ]
}

/**
 * Listens on D-Bus for a screen that is locked, a session that another user took over, and a computer that goes to sleep.
 * Anybody on the session bus can send such a signal: all that it does is to lock. A bus that is not there, or goes away,
 * says nothing and fails nothing. Returns the end of it.
 */
export function watchLinuxSession(buses: Buses, onSignal: (cause: SessionCause) => void): () => void {
  const ends = [
    watchBus(buses.session, async () => onSessionBus, onSignal),
    watchBus(buses.system, async (bus) => onSystemBus(await ownSession(bus)), onSignal),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function watchBus(
  open: () => MessageBus,
  watchedOn: (bus: MessageBus) => Promise<readonly Watched[]>,
  onSignal: (cause: SessionCause) => void,
): () => void {
  let bus: MessageBus
  try {
    bus = open()
  } catch {
    return () => undefined
  }
  const events: NodeJS.EventEmitter = bus
  events.on('error', () => undefined)
  const listen = async (): Promise<void> => {
    const watched = await watchedOn(bus)
    bus.on('message', (message: Message) => {
      const cause = watched.find((each) => isOf(each, message))?.says(message.body)
      if (cause !== undefined) onSignal(cause)
    })
    for (const each of watched) await addMatch(bus, each)
  }
  listen().catch(() => undefined)
  return () => bus.disconnect()
}

function isOf(watched: Watched, message: Message): boolean {
  return (
    message.interface === watched.interface &&
    message.member === watched.member &&
    (watched.path === undefined || message.path === watched.path)
  )
}

async function addMatch(bus: MessageBus, watched: Watched): Promise<void> {
  const path = watched.path === undefined ? '' : `,path='${watched.path}'`
  const rule = `type='signal',interface='${watched.interface}',member='${watched.member}'${path}`
  await callBus(bus, 'org.freedesktop.DBus', { member: 'AddMatch', signature: 's', body: [rule] })
}

/** PropertiesChanged of a session that is no longer the active one of its seat. */
function isInactive(changed: unknown): boolean {
  if (typeof changed !== 'object' || changed === null || !('Active' in changed)) return false
  const { Active: active } = changed
  return typeof active === 'object' && active !== null && 'value' in active && active.value === false
}
