import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UnlockTries, waitAfter } from '../../../../src/keystore/protection/unlock-tries.ts'

const second = 1000
const minute = 60 * second

function wrongTry(tries: UnlockTries) {
  tries.begin()
  return tries.failed()
}

/** A disk, a clock that a person may set and one that nobody sets; each `start` is a new process. */
function bench() {
  const at = { disk: null as string | null, date: Date.parse('2026-11-23T09:00:00.000Z'), ran: 0 }
  const file = {
    read: () => at.disk,
    write: (text: string) => {
      at.disk = text
    },
    remove: () => {
      at.disk = null
    },
  }
  const start = () => new UnlockTries({ file, now: () => new Date(at.date), monotonic: () => at.ran })
  const pass = (milliseconds: number) => {
    at.date += milliseconds
    at.ran += milliseconds
  }
  return { at, file, start, pass }
}

function refused() {
  const all = bench()
  const tries = all.start()
  for (let count = 0; count < 10; count += 1) {
    all.pass(waitAfter(count))
    wrongTry(tries)
  }
  return { ...all, tries }
}

describe('wrong passphrases', () => {
  it('wait not at all, then 1 s doubled, then 15 minutes each', () => {
    const waits = Array.from({ length: 13 }, (_, index) => waitAfter(index) / second)
    expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 900, 900, 900])
  })

  it('say how many are left, and from when on the next one is looked at', () => {
    const { start, at } = bench()
    const tries = start()
    expect([wrongTry(tries), wrongTry(tries), wrongTry(tries)].map(({ facts }) => facts['left'])).toEqual([
      9, 8, 7,
    ])
    expect(tries.standing()).toEqual({ wrong: 3, retryAt: new Date(at.date + second) })
    expect(() => tries.begin()).toThrow(
      expect.objectContaining({
        code: 'PASSPHRASE_WAIT',
        facts: { retryAt: new Date(at.date + second).toISOString() },
      }),
    )
    expect(tries.standing().wrong).toBe(3)
  })

  it('are looked at again once the wait is over', () => {
    const { start, pass } = bench()
    const tries = start()
    for (let count = 0; count < 12; count += 1) {
      pass(waitAfter(count))
      wrongTry(tries)
    }
    pass(15 * minute - 1)
    expect(() => tries.begin()).toThrow()
    pass(1)
    expect(tries.standing().retryAt).toBeNull()
  })

  it('are forgotten after a right one', () => {
    const { start, at } = bench()
    const tries = start()
    wrongTry(tries)
    tries.begin()
    tries.reset()
    expect(at.disk).toBeNull()
    expect(start().standing()).toEqual({ wrong: 0, retryAt: null })
  })

  it('count although the process ends before it has looked', () => {
    const { start, pass } = bench()
    for (let count = 0; count < 3; count += 1) start().begin()
    expect(start().standing().wrong).toBe(3)
    expect(() => start().begin()).toThrow()
    pass(second)
    expect(() => start().begin()).not.toThrow()
  })

  it('do not count where the try could not be made', () => {
    const { start } = bench()
    const tries = start()
    tries.begin()
    tries.undo()
    expect(tries.standing()).toEqual({ wrong: 0, retryAt: null })
    expect(start().standing()).toEqual({ wrong: 0, retryAt: null })
  })

  it('are not looked at where they cannot be counted', () => {
    const { start, file } = bench()
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    file.write = () => {
      throw full
    }
    const tries = start()
    expect(() => tries.begin()).toThrow(expect.objectContaining({ code: 'DISK_FULL' }))
    expect(tries.standing().wrong).toBe(0)
  })
})

describe('the wait for the next passphrase', () => {
  it('survives a restart', () => {
    const { start, pass } = refused()
    pass(10 * minute)
    const { retryAt } = start().standing()
    expect(retryAt?.getTime()).toBe(Date.parse('2026-11-23T09:00:00.000Z') + 127 * second + 15 * minute)
  })

  it('is not over sooner or later for a clock that is set while the process runs', () => {
    const { tries, at, pass } = refused()
    at.date += 60 * minute
    expect(tries.standing().retryAt).not.toBeNull()
    at.date -= 600 * minute
    pass(15 * minute)
    expect(tries.standing().retryAt).toBeNull()
  })

  it('takes a clock that was set forward over a restart as it is', () => {
    const { start, at } = refused()
    at.date += 60 * minute
    expect(start().standing()).toEqual({ wrong: 10, retryAt: null })
  })

  it('is never longer than it was to be after a clock that was set back, over any number of restarts', () => {
    const { start, at, pass } = refused()
    at.date -= 600 * minute
    expect(start().standing().retryAt?.getTime()).toBe(at.date + 15 * minute)
    pass(14 * minute)
    expect(start().standing().retryAt?.getTime()).toBe(at.date + minute)
    pass(minute)
    expect(start().standing().retryAt).toBeNull()
  })

  it('is never longer than its most, whatever the file says', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.date({ noInvalidDate: true }), (text, wrong, date) => {
        for (const disk of [text, JSON.stringify({ version: 1, wrong, retryAt: date.toISOString() })]) {
          const { start, at } = bench()
          at.disk = disk
          const { retryAt } = start().standing()
          expect((retryAt?.getTime() ?? 0) - at.date).toBeLessThanOrEqual(15 * minute)
        }
      }),
    )
  })

  it('is the longest where the file is not one of ours', () => {
    const { start, at } = bench()
    at.disk = '{"version":2}'
    expect(start().standing()).toEqual({ wrong: 10, retryAt: new Date(at.date + 15 * minute) })
  })
})
