import { Message, MessageType, Variant, sessionBus, type MessageBus } from '@jellybrick/dbus-next'

const login = 'org.freedesktop.login1'
const root = '/org/freedesktop/login1'

/** Ids of the sessions that logind gives for the asking process; null = it has none. */
export interface LoginKnows {
  readonly byProcess: string | null
  readonly byUser: string | null
  readonly automatic: string | null
}

/** A logind on a private bus that answers what sessions are asked for, and sends what a test wants. */
export interface FakeLogin {
  readonly asked: readonly string[]
  prepareForSleep(isBefore: boolean): void
  lock(session: string): void
  setActive(session: string, isActive: boolean): void
  stop(): void
}

const sessionPath = (id: string): string => `${root}/session/${id}`

/** Takes logind's name on the bus at `busAddress`. */
export async function startFakeLogin(busAddress: string, knows: LoginKnows): Promise<FakeLogin> {
  const bus: MessageBus = sessionBus({ busAddress })
  const asked: string[] = []
  bus.addMethodHandler((message: Message) => {
    const { type, member, path, body } = message
    if (type !== MessageType.METHOD_CALL || path?.startsWith(root) !== true) return false
    asked.push(member === 'Get' ? `${path} ${String(body[1])}` : `${member} ${String(body[0])}`)
    const answer = answerTo(message, knows)
    if (answer === undefined)
      bus.send(Message.newError(message, `${login}.NoSessionForPID`, 'no such session'))
    else bus.send(Message.newMethodReturn(message, answer[0], [answer[1]]))
    return true
  })
  await bus.requestName(login)
  return {
    asked,
    prepareForSleep: (isBefore) =>
      bus.send(Message.newSignal(root, `${login}.Manager`, 'PrepareForSleep', 'b', [isBefore])),
    lock: (session) => bus.send(Message.newSignal(sessionPath(session), `${login}.Session`, 'Lock')),
    setActive: (session, isActive) => {
      const body = [`${login}.Session`, { Active: new Variant('b', isActive) }, []]
      const name = 'org.freedesktop.DBus.Properties'
      bus.send(Message.newSignal(sessionPath(session), name, 'PropertiesChanged', 'sa{sv}as', body))
    },
    stop: () => bus.disconnect(),
  }
}

function answerTo({ member, path, body }: Message, knows: LoginKnows): [string, unknown] | undefined {
  const user = `${root}/user/_1000`
  const { byProcess, byUser, automatic } = knows
  if (member === 'GetSessionByPID' && byProcess !== null) return ['o', sessionPath(byProcess)]
  if (member === 'GetUser' && body[0] === process.getuid?.()) return ['o', user]
  if (member === 'GetSession' && automatic !== null && body[0] === automatic)
    return ['o', sessionPath(automatic)]
  if (member === 'Get' && path === user && body[1] === 'Display')
    return ['v', new Variant('(so)', byUser === null ? ['', '/'] : [byUser, sessionPath(byUser)])]
  if (member === 'Get' && path === sessionPath('auto') && automatic !== null)
    return ['v', new Variant('s', automatic)]
  return undefined
}
