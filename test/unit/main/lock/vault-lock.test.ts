import { describe, expect, it } from 'vitest'
import type { SessionCause } from '../../../../src/main/lock/session-signals.ts'
import { VaultLock } from '../../../../src/main/lock/vault-lock.ts'
import type { LockSettings } from '../../../../src/shared/model/settings.ts'
import type { LockCause, VaultStatus } from '../../../../src/shared/model/vault.ts'

const open: VaultStatus = {
  state: 'open',
  mode: 'keychain',
  keychain: 'k',
  storeId: 's',
  createdAt: '2026-11-23T09:00:00.000Z',
  keyCount: 1,
}
const usual: LockSettings = {
  idleMinutes: 15,
  onSuspend: true,
  onScreenLock: true,
  onUserSwitch: true,
  atStart: false,
  running: 'finish',
}
const minute = 60_000
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A lock over doubles: a keystore that notes what it was asked, jobs that end when they are let, a clock that is set. */
function locking(settings: Partial<LockSettings> = {}) {
  let time = Date.parse('2026-11-23T09:00:00.000Z')
  let status: VaultStatus = { state: 'starting' }
  let idle = 0
  const told: ((each: VaultStatus) => void)[] = []
  const signals: ((cause: SessionCause) => void)[] = []
  const looks: (() => void)[] = []
  const notes: string[] = []
  const locks: LockCause[] = []
  let kitSince: string | null = null
  const shown: VaultStatus[] = []
  const ends: (() => void)[] = []
  const tell = (next: VaultStatus): void => {
    status = next
    for (const listener of told) listener(next)
  }
  const lock = new VaultLock({
    keystore: {
      status: async () => status,
      lock: async (cause: LockCause) => {
        notes.push(`keystore locked: ${cause}`)
        tell({ state: 'locked', mode: 'keychain', cause, at: 't', wrongTries: 0, retryAt: null })
        return status
      },
      onStatus: (listener) => {
        told.push(listener)
        return () => notes.push('stopped listening')
      },
    },
    jobs: {
      beforeLock: (running) => {
        notes.push(`jobs: ${running}`)
        return running === 'stop' ? Promise.resolve() : new Promise((resolve) => ends.push(resolve))
      },
      afterLock: (isLocked) => void notes.push(`jobs go on, locked: ${isLocked}`),
    },
    session: {
      start: (onSignal) => {
        signals.push(onSignal)
        return () => notes.push('stopped signals')
      },
      idleSeconds: () => idle,
    },
    settings: () => ({ ...usual, ...settings }),
    now: () => new Date(time),
    every: (_milliseconds, look) => {
      looks.push(look)
      return () => notes.push('stopped looking')
    },
    onLock: (cause) => locks.push(cause),
    kitSince: () => kitSince,
    onStatus: (each) => shown.push(each),
  })
  const look = (seconds: number): void => {
    idle = seconds
    for (const each of looks) each()
  }
  return {
    lock,
    notes,
    locks,
    beginKit: () => (kitSince = new Date(time).toISOString()),
    shown,
    tell,
    look,
    endJobs: () => ends.splice(0).forEach((end) => end()),
    signal: (cause: SessionCause) => signals.forEach((each) => each(cause)),
    pass: (milliseconds: number) => (time += milliseconds),
  }
}

describe('a lock by hand', () => {
  it('shows at once, and takes the keys out of memory when the files under way have ended', async () => {
    const { lock, tell, notes, shown, endJobs } = locking()
    tell(open)
    expect(await lock.lock('person')).toMatchObject({ state: 'locked', cause: 'person' })
    expect(shown.at(-1)).toMatchObject({ state: 'locked' })
    expect(notes).toEqual(['jobs: finish'])
    expect(lock.isWaiting).toBe(true)
    endJobs()
    await settled()
    expect(lock.isWaiting).toBe(false)
    expect(notes).toEqual(['jobs: finish', 'keystore locked: person', 'jobs go on, locked: true'])
    expect(shown.map(({ state }) => state)).toEqual(['open', 'locked', 'locked'])
  })

  it('waits for no file where the person chose that they stop', async () => {
    const { lock, tell, notes } = locking({ running: 'stop' })
    tell(open)
    await lock.lock('person')
    await settled()
    expect(notes).toEqual(['jobs: stop', 'keystore locked: person', 'jobs go on, locked: true'])
  })

  it('waits ten minutes at most: what runs then is begun anew later', async () => {
    const { lock, tell, notes, look } = locking()
    tell(open)
    await lock.lock('person')
    for (let looks = 0; looks < 119; looks += 1) look(0)
    await settled()
    expect(notes).toEqual(['jobs: finish'])
    look(0)
    await settled()
    expect(notes).toContain('keystore locked: person')
  })

  it('is one lock where it is asked for twice', async () => {
    const { lock, tell, notes, endJobs } = locking()
    tell(open)
    await Promise.all([lock.lock('person'), lock.lock('idle')])
    endJobs()
    await settled()
    expect(notes.filter((note) => note.startsWith('keystore'))).toEqual(['keystore locked: person'])
  })

  it('changes nothing where the vault is not open', async () => {
    const { lock, tell, notes } = locking()
    tell({ state: 'notSetUp', keychain: 'k' })
    expect(await lock.lock('person')).toMatchObject({ state: 'notSetUp' })
    expect(notes).toEqual([])
  })

  it('ends at once where the person unlocks before the files have ended', async () => {
    const { lock, tell, notes, endJobs } = locking()
    tell(open)
    await lock.lock('person')
    await lock.lockNow()
    expect(notes).toEqual([
      'jobs: finish',
      'jobs: stop',
      'keystore locked: person',
      'jobs go on, locked: true',
    ])
    endJobs()
    await settled()
    expect(notes).toHaveLength(4)
  })
})

describe('a vault locks', () => {
  it('for a suspend without waiting for a file', async () => {
    const { tell, notes, signal } = locking()
    tell(open)
    signal('suspend')
    await settled()
    expect(notes).toContain('keystore locked: suspend')
    expect(notes).not.toContain('jobs: finish')
  })

  it.each(['screenLock', 'userSwitch'] as const)('for a %s', async (cause) => {
    const { tell, shown, signal } = locking()
    tell(open)
    signal(cause)
    await settled()
    expect(shown.at(-1)).toMatchObject({ state: 'locked', cause })
  })

  it('for none of them where the person chose so', async () => {
    const { tell, shown, signal } = locking({ onSuspend: false, onScreenLock: false, onUserSwitch: false })
    tell(open)
    for (const cause of ['suspend', 'screenLock', 'userSwitch'] as const) signal(cause)
    await settled()
    expect(shown.at(-1)).toEqual(open)
  })

  it('when nobody has been there for the time that was set, and not before', async () => {
    const { tell, shown, look, pass } = locking()
    tell(open)
    pass(20 * minute)
    look(15 * 60 - 1)
    await settled()
    expect(shown.at(-1)).toEqual(open)
    look(15 * 60)
    await settled()
    expect(shown.at(-1)).toMatchObject({ state: 'locked', cause: 'idle' })
  })

  it('never by itself where no time is set', async () => {
    const { tell, shown, look, pass } = locking({ idleMinutes: null })
    tell(open)
    pass(9000 * minute)
    look(9000 * 60)
    await settled()
    expect(shown.at(-1)).toEqual(open)
  })
})

const older: VaultStatus = {
  state: 'olderCopy',
  storeId: 's',
  createdAt: '2026-11-23T08:00:00.000Z',
  keyCount: 1,
  newestKeyAt: null,
  reason: 'unknown',
  changesBehind: null,
}
const damaged: VaultStatus = { state: 'damaged', detail: 'd', findings: [], snapshot: null }

describe.each([older, damaged])('a vault that is not open ($state)', (status) => {
  it('is locked by hand, since its passphrase may be in memory, and no file is waited for', async () => {
    const { lock, tell, notes } = locking()
    tell(status)
    expect(await lock.lock('person')).toMatchObject({ state: 'locked', cause: 'person' })
    expect(notes).toEqual(['keystore locked: person'])
  })

  it('is locked when nobody has been there', async () => {
    const { tell, shown, look, pass } = locking()
    tell(status)
    pass(15 * minute)
    look(15 * 60)
    await settled()
    expect(shown.at(-1)).toMatchObject({ state: 'locked', cause: 'idle' })
  })
})

describe('a session with a kit', () => {
  const closed: VaultStatus = { state: 'notSetUp', keychain: 'k' }
  const locked: VaultStatus = {
    state: 'locked',
    mode: 'keychain',
    cause: 'person',
    at: '2026-11-23T09:00:00.000Z',
    wrongTries: 0,
    retryAt: null,
  }

  it.each([open, closed, locked])('is told of every lock where the vault is $state', async (status) => {
    const { lock, tell, locks, signal } = locking({ running: 'stop' })
    tell(status)
    await lock.lock('person')
    for (const cause of ['suspend', 'screenLock', 'userSwitch'] as const) signal(cause)
    await settled()
    expect(locks).toEqual(['person', 'suspend', 'screenLock', 'userSwitch'])
  })

  it('is told of no lock that the person turned off', () => {
    const { tell, locks, signal } = locking({ onSuspend: false })
    tell(closed)
    signal('suspend')
    expect(locks).toEqual([])
  })

  it.each([closed, locked])('ends when nobody has been there, where the vault is $state', (status) => {
    const { tell, locks, look, pass, beginKit } = locking()
    tell(status)
    look(9000 * 60)
    expect(locks).toEqual([])
    beginKit()
    pass(15 * minute - 1)
    look(9000 * 60)
    expect(locks).toEqual([])
    pass(1)
    look(9000 * 60)
    expect(locks).toEqual(['idle'])
  })

  it('that began while files end first ends when nobody has been there', async () => {
    const { lock, tell, locks, look, pass, beginKit } = locking()
    tell(open)
    await lock.lock('person')
    pass(20 * minute)
    look(9000 * 60)
    beginKit()
    pass(15 * minute)
    look(15 * 60)
    expect(locks).toEqual(['person', 'idle'])
  })
})

describe('unlocking', () => {
  it('is followed by a lock that was asked for meanwhile', async () => {
    const { lock, tell, shown, signal } = locking({ running: 'stop' })
    tell({ state: 'locked', mode: 'passphrase', cause: 'start', at: 't', wrongTries: 0, retryAt: null })
    const opened = Promise.withResolvers<VaultStatus>()
    const unlocking = lock.unlock(() => opened.promise)
    signal('suspend')
    await settled()
    tell(open)
    opened.resolve(open)
    expect(await unlocking).toEqual(open)
    await settled()
    expect(shown.at(-1)).toMatchObject({ state: 'locked', cause: 'suspend' })
  })

  it.each(['locked', 'notSetUp'] as const)(
    'comes before a lock, as a restore over what is %s does',
    async (state) => {
      const { lock, tell, notes, endJobs } = locking()
      if (state === 'notSetUp') tell({ state, keychain: 'k' })
      else tell({ state, mode: 'keychain', cause: 'start', at: 't', wrongTries: 0, retryAt: null })
      const restored = Promise.withResolvers<string>()
      const restoring = lock.opening(() => restored.promise)
      const locked = lock.lock('suspend')
      await settled()
      expect(notes).toEqual([])
      tell(open)
      restored.resolve('restored')
      expect(await restoring).toBe('restored')
      await locked
      endJobs()
      await settled()
      expect(notes).toContain('keystore locked: suspend')
    },
  )

  it('does not hold up the lock of a vault that is open already', async () => {
    const { lock, tell, notes } = locking({ running: 'stop' })
    tell(open)
    void lock.opening(() => new Promise(() => undefined))
    await lock.lock('person')
    await settled()
    expect(notes).toContain('keystore locked: person')
  })

  it('starts the idle time anew, whatever the system counts', async () => {
    const { tell, shown, look, pass } = locking({ running: 'stop' })
    tell(open)
    pass(30 * minute)
    look(30 * 60)
    await settled()
    tell(open)
    look(30 * 60)
    await settled()
    expect(shown.at(-1)).toEqual(open)
    pass(15 * minute)
    look(45 * 60)
    await settled()
    expect(shown.at(-1)).toMatchObject({ state: 'locked', cause: 'idle' })
  })

  it('never locks because of a clock that was set back', async () => {
    const { tell, shown, look, pass } = locking()
    tell(open)
    pass(-90 * minute)
    look(90 * 60)
    await settled()
    expect(shown.at(-1)).toEqual(open)
  })

  it('is not put off by a clock that was set back: the time that passes is counted', async () => {
    const { tell, shown, look, pass } = locking()
    tell(open)
    look(90 * 60)
    pass(-90 * minute)
    // A look every five seconds.
    for (let count = 0; count < 12 * 15 - 1; count += 1) look(90 * 60)
    await settled()
    expect(shown.at(-1)).toEqual(open)
    look(90 * 60)
    await settled()
    expect(shown.at(-1)).toMatchObject({ state: 'locked', cause: 'idle' })
  })
})

it('leaves nothing listening after its end', () => {
  const { lock, notes } = locking()
  lock.stop()
  expect(notes).toEqual(['stopped listening', 'stopped signals', 'stopped looking'])
})
