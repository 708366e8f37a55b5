import { sessionBus, systemBus } from '@jellybrick/dbus-next'
import { watchLinuxSession } from '../lock/linux-session-signals.ts'
import type { SessionCause, SessionSignals } from '../lock/session-signals.ts'

/** What is used of Electron's powerMonitor. https://www.electronjs.org/docs/latest/api/power-monitor */
export interface PowerEvents {
  on(event: string, listener: () => void): unknown
  removeListener(event: string, listener: () => void): unknown
  getSystemIdleTime(): number
}

/** Electron tells of a sleep everywhere; of a locked screen on macOS and Windows, of another user on macOS. */
const causes: Readonly<Record<string, SessionCause>> = {
  suspend: 'suspend',
  'lock-screen': 'screenLock',
  'user-did-resign-active': 'userSwitch',
}

/** The system's session, by Electron, and by D-Bus where Electron does not tell of the screen (Linux). */
export function sessionSignals(power: PowerEvents, platform: NodeJS.Platform): SessionSignals {
  return {
    idleSeconds: () => power.getSystemIdleTime(),
    start(onSignal) {
      const listeners = Object.entries(causes).map(
        ([event, cause]) => [event, () => onSignal(cause)] as const,
      )
      for (const [event, listener] of listeners) power.on(event, listener)
      const endBuses =
        platform === 'linux'
          ? watchLinuxSession({ session: () => sessionBus(), system: () => systemBus() }, onSignal)
          : () => undefined
      return () => {
        for (const [event, listener] of listeners) power.removeListener(event, listener)
        endBuses()
      }
    },
  }
}
