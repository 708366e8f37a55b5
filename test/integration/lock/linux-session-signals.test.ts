import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sessionBus } from '@jellybrick/dbus-next'
import { expect, it } from 'vitest'
import { watchLinuxSession } from '../../../src/main/lock/linux-session-signals.ts'
import type { SessionCause } from '../../../src/main/lock/session-signals.ts'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
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

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isSo()) return
    await pause(50)
  }
  throw new Error('waited in vain')
}
