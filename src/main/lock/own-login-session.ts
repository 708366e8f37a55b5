import { Message, type MessageBus } from '@jellybrick/dbus-next'

/** logind's name on the system bus. */
export const login = 'org.freedesktop.login1'

/**
 * logind's path of the session that this process belongs to; null where it knows none (a container, another system).
 * Desktops start apps as services of the user's own manager (user@.service), which is in no session: such an app belongs to
 * the session that shows its user's desktop. logind's path `auto` means much the same and comes last: older ones do not know
 * it, and no signal is ever sent from it, so that the path behind it has to be asked for.
 */
export async function ownSession(bus: MessageBus): Promise<string | null> {
  for (const find of [sessionOfProcess, sessionOfUser, automaticSession]) {
    const path = await find(bus).catch(() => null)
    if (typeof path === 'string' && /^\/org\/freedesktop\/login1\/session\/\w+$/.test(path)) return path
  }
  return null
}

const sessionOfProcess = (bus: MessageBus): Promise<unknown> =>
  askLogin(bus, { member: 'GetSessionByPID', signature: 'u', body: [process.pid] })

async function sessionOfUser(bus: MessageBus): Promise<unknown> {
  const user = await askLogin(bus, { member: 'GetUser', signature: 'u', body: [process.getuid?.()] })
  // Id and path of a session; the path is "/" for a user without a desktop.
  const display = await propertyOf(bus, { path: String(user), kind: 'User', name: 'Display' })
  return Array.isArray(display) ? display[1] : null
}

async function automaticSession(bus: MessageBus): Promise<unknown> {
  const id = await propertyOf(bus, { path: `${pathOf(login)}/session/auto`, kind: 'Session', name: 'Id' })
  return await askLogin(bus, { member: 'GetSession', signature: 's', body: [id] })
}

async function askLogin(bus: MessageBus, request: BusRequest): Promise<unknown> {
  return (await callBus(bus, login, request, `${login}.Manager`))?.body[0]
}

interface Property {
  readonly path: string
  readonly kind: string
  readonly name: string
}

async function propertyOf(bus: MessageBus, { path, kind, name }: Property): Promise<unknown> {
  const asked = { destination: login, path, interface: 'org.freedesktop.DBus.Properties', member: 'Get' }
  const answer = await bus.call(new Message({ ...asked, signature: 'ss', body: [`${login}.${kind}`, name] }))
  const variant: unknown = answer?.body[0]
  return typeof variant === 'object' && variant !== null && 'value' in variant ? variant.value : null
}

interface BusRequest {
  readonly member: string
  readonly signature: string
  readonly body: unknown[]
}

const pathOf = (name: string): string => `/${name.replaceAll('.', '/')}`

/** Calls the main object of `destination`, whose path is its name. */
export function callBus(
  bus: MessageBus,
  destination: string,
  request: BusRequest,
  name = destination,
): Promise<Message | null> {
  return bus.call(new Message({ destination, path: pathOf(destination), interface: name, ...request }))
}
