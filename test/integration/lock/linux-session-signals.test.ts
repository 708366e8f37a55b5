import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sessionBus } from '@jellybrick/dbus-next'
import { expect, it } from 'vitest'
import { watchLinuxSession } from '../../../src/main/lock/linux-session-signals.ts'
import type { SessionCause } from '../../../src/main/lock/session-signals.ts'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { startFakeLogin, type FakeLogin, type LoginKnows } from '../../support/fake-login.ts'
import { startKeyringSession } from '../../support/keyring-session.ts'

const run = promisify(execFile)
const noBus = (): never => {
  throw new Error('there is no such bus')
}

/** Sends what a screen saver sends, with the system's own tool. */
const tellActive = (env: Record<string, string>, name: string, isActive: boolean) =>
  run(
    'dbus-send',
    [
      '--session',
      '--type=signal',
      `/${name.replaceAll('.', '/')}`,
      `${name}.ActiveChanged`,
      `boolean:${isActive}`,
    ],
    { env },
  )

describeWithKeyring('a Linux session on a real D-Bus', () => {
  it('tells of a locked screen, whichever desktop says so, and not of one that was unlocked', async () => {
    const session = await startKeyringSession({ state: 'none' })
    const heard: SessionCause[] = []
    const busAddress = session.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
    const stop = watchLinuxSession({ session: () => sessionBus({ busAddress }), system: noBus }, (cause) =>
      heard.push(cause),
    )
    try {
      await until(async () => {
        await tellActive(session.env, 'org.gnome.ScreenSaver', true)
        return heard.length > 0
      })
      heard.length = 0
      await tellActive(session.env, 'org.gnome.ScreenSaver', false)
      await tellActive(session.env, 'org.example.ScreenSaver', true)
      await tellActive(session.env, 'org.freedesktop.ScreenSaver', true)
      await until(async () => heard.length > 0)
      expect(heard).toEqual(['screenLock'])
    } finally {
      stop()
      await session.stop()
    }
  })

  it('says nothing and fails nothing where there is no bus, or where it goes away', async () => {
    watchLinuxSession({ session: noBus, system: noBus }, () => undefined)()
    const session = await startKeyringSession({ state: 'none' })
    const busAddress = session.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
    const heard: SessionCause[] = []
    const stop = watchLinuxSession({ session: () => sessionBus({ busAddress }), system: noBus }, (cause) =>
      heard.push(cause),
    )
    await session.stop()
    await pause(200)
    stop()
    expect(heard).toEqual([])
  })
})

describeWithKeyring('a Linux session that a logind on a private D-Bus tells of', () => {
  it('tells of a sleep that comes, and not of its end', () =>
    withLogin({ byProcess: 'c2' }, async (login, heard) => {
      login.prepareForSleep(false)
      login.prepareForSleep(true)
      await until(async () => heard.length > 0)
      expect(heard).toEqual(['suspend'])
    }))

  it('tells of its own session that is locked or left for another user, and of no other one', () =>
    withLogin({ byProcess: 'c2', byUser: 'c7', automatic: 'c8' }, async (login, heard) => {
      for (const other of ['c7', 'c8', 'auto']) {
        login.lock(other)
        login.setActive(other, false)
      }
      login.setActive('c2', true)
      login.lock('c2')
      login.setActive('c2', false)
      await until(async () => heard.length > 1)
      expect(heard).toEqual(['screenLock', 'userSwitch'])
      expect(login.asked).toEqual([`GetSessionByPID ${process.pid}`])
    }))

  it('finds the session of the desktop where the app runs in none, as a service of its user', () =>
    withLogin({ byUser: 'c7', automatic: 'c8' }, async (login, heard) => {
      login.lock('c8')
      login.lock('c7')
      login.setActive('c7', false)
      await until(async () => heard.length > 1)
      expect(heard).toEqual(['screenLock', 'userSwitch'])
      expect(login.asked.some((each) => each.includes('auto'))).toBe(false)
    }))

  it('takes the session that logind finds by itself where its user has no desktop', () =>
    withLogin({ automatic: 'c8' }, async (login, heard) => {
      login.lock('auto')
      login.setActive('c8', false)
      login.lock('c8')
      await until(async () => heard.length > 1)
      expect(heard).toEqual(['userSwitch', 'screenLock'])
    }))

  it('still tells of a sleep where logind knows no session, and of no lock of anybody', () =>
    withLogin({}, async (login, heard) => {
      login.lock('c2')
      login.setActive('c2', false)
      login.prepareForSleep(true)
      await until(async () => heard.length > 0)
      expect(heard).toEqual(['suspend'])
    }))
})

/** Listens to a logind that knows so much, and notes what is heard once all is listened for. */
async function withLogin(
  knows: Partial<LoginKnows>,
  use: (login: FakeLogin, heard: SessionCause[]) => Promise<void>,
): Promise<void> {
  const session = await startKeyringSession({ state: 'none' })
  const busAddress = session.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
  const login = await startFakeLogin(busAddress, {
    byProcess: null,
    byUser: null,
    automatic: null,
    ...knows,
  })
  const heard: SessionCause[] = []
  const stop = watchLinuxSession({ session: noBus, system: () => sessionBus({ busAddress }) }, (cause) =>
    heard.push(cause),
  )
  try {
    await until(async () => {
      login.prepareForSleep(true)
      return heard.length > 0
    })
    // The sleep is listened for first: the others follow in two calls more.
    await pause(300)
    heard.length = 0
    await use(login, heard)
  } finally {
    stop()
    login.stop()
    await session.stop()
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isSo()) return
    await pause(50)
  }
  throw new Error('waited in vain')
}
