import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import type { SessionCause } from '../../../../src/main/lock/session-signals.ts'
import { sessionSignals } from '../../../../src/main/shell/session-signals.ts'

class PowerDouble extends EventEmitter {
  getSystemIdleTime = () => 42
}

it('each event of the system is the cause that it stands for, until the end', () => {
  const power = new PowerDouble()
  const heard: SessionCause[] = []
  const stop = sessionSignals(power, 'darwin').start((cause) => heard.push(cause))
  for (const event of ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'user-did-resign-active'])
    power.emit(event)
  expect(heard).toEqual(['suspend', 'screenLock', 'userSwitch'])
  stop()
  power.emit('suspend')
  expect(heard).toHaveLength(3)
  expect(power.eventNames()).toEqual([])
})

it('the idle time is the system’s', () => {
  expect(sessionSignals(new PowerDouble(), 'win32').idleSeconds()).toBe(42)
})
