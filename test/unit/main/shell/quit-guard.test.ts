import { describe, expect, it } from 'vitest'
import { createQuitGuard } from '../../../../src/main/shell/quit-guard.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

function guardFor(state: { working: boolean; answer: number; shutDown?: () => Promise<void> }) {
  const log: string[] = []
  const guard = createQuitGuard({
    patience: 50,
    isWorking: () => state.working,
    dialog: {
      showMessageBox: () => {
        log.push('asked')
        return Promise.resolve({ response: state.answer, checkboxChecked: false })
      },
    },
    shutDown: () => {
      log.push('shut down')
      return state.shutDown?.() ?? Promise.resolve()
    },
    quit: () => {
      log.push('quit')
      log.push(`second round prevented: ${raise()}`)
    },
  })
  function raise(): boolean {
    let prevented = false
    guard({
      preventDefault: () => {
        prevented = true
      },
    })
    return prevented
  }
  return { log, raise }
}

describe('quitting', () => {
  it('puts everything away first, then lets the app end', async () => {
    const { log, raise } = guardFor({ working: false, answer: 0 })
    expect(raise()).toBe(true)
    await settle()
    expect(log).toStrictEqual(['shut down', 'quit', 'second round prevented: false'])
  })

  it('goes on working where the person says so, and asks again the next time', async () => {
    const { log, raise } = guardFor({ working: true, answer: 0 })
    raise()
    await settle()
    raise()
    await settle()
    expect(log).toStrictEqual(['asked', 'asked'])
  })

  it('cancels the work and quits where the person says so', async () => {
    const { log, raise } = guardFor({ working: true, answer: 1 })
    raise()
    await settle()
    expect(log).toStrictEqual(['asked', 'shut down', 'quit', 'second round prevented: false'])
  })

  it('asks once, however often quitting is tried meanwhile', async () => {
    const { log, raise } = guardFor({ working: true, answer: 1 })
    expect([raise(), raise(), raise()]).toStrictEqual([true, true, true])
    await settle()
    expect(log.filter((line) => line === 'asked')).toHaveLength(1)
  })

  it('ends even where putting away fails', async () => {
    const { log, raise } = guardFor({
      working: false,
      answer: 0,
      shutDown: () => Promise.reject(new Error('x')),
    })
    raise()
    await settle()
    expect(log).toContain('quit')
  })

  it('ends even where putting away never ends', async () => {
    const { log, raise } = guardFor({
      working: false,
      answer: 0,
      shutDown: () => new Promise(() => undefined),
    })
    raise()
    await expect.poll(() => log).toContain('quit')
  })
})
