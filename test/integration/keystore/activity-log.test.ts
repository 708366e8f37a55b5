import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActivityFilter } from '../../../src/shared/model/activity.ts'
import { entry, LogRoom } from '../../support/log-room.ts'

const child = fileURLToPath(new URL('../../support/log-child.ts', import.meta.url))
const everything: ActivityFilter = { area: null, refused: false, search: '', whats: [], keyIds: [] }

let room: LogRoom
beforeEach(() => (room = new LogRoom()))
afterEach(() => room.remove())

describe('the activity log under a process that is killed', () => {
  it('has every answered entry and is whole after kill -9 at any moment', async () => {
    let answered = 0
    for (let round = 0; round < 8; round += 1) {
      const target = answered + 20 + round * 13
      const writing = fork(child, [room.folder], { execArgv: ['--disable-warning=ExperimentalWarning'] })
      const exited = once(writing, 'exit')
      await new Promise<void>((resolve) => {
        writing.on('message', () => {
          answered += 1
          if (answered >= target) {
            writing.kill('SIGKILL')
            resolve()
          }
        })
      })
      await exited
      const found = await room.found()
      expect(found).toMatchObject({ standing: 'whole' })
      expect(found.entries).toBeGreaterThanOrEqual(answered)
      answered = found.entries
    }
  }, 150_000)
})

describe('the activity log when the power fails', () => {
  it('is whole in every state that was on the disk, with all that was answered and anchored', async () => {
    const log = room.startOpen()
    const states: {
      readonly folder: string
      readonly answered: number
      readonly anchor: LogRoom['anchor']
    }[] = []
    for (let number = 1; number <= 30; number += 1) {
      await log.append(entry('x', { facts: { number } }))
      if (number % 7 === 0) room.changeStore(log)
      const folder = join(room.folder, `moment-${number}`)
      cpSync(room.paths.file, join(folder, 'activity.sqlite'))
      cpSync(`${room.paths.file}-wal`, join(folder, 'activity.sqlite-wal'))
      states.push({ folder, answered: number, anchor: room.anchor })
    }
    log.close()
    for (const { folder, answered, anchor } of states) {
      const later = new LogRoom()
      later.anchor = anchor
      copyFileSync(join(folder, 'activity.sqlite'), later.paths.file)
      copyFileSync(join(folder, 'activity.sqlite-wal'), `${later.paths.file}-wal`)
      expect(await later.found()).toMatchObject({ standing: 'whole', entries: answered })
      later.remove()
    }
  })

  it('ends at a whole group where its last bytes are torn, and says so only where the store knows of more', async () => {
    const log = room.startOpen()
    for (let number = 1; number <= 12; number += 1) await log.append(entry('x', { facts: { number } }))
    room.changeStore(log)
    const wal = `${room.paths.file}-wal`
    const copies = { file: readFileSync(room.paths.file), length: statSync(wal).size }
    cpSync(room.paths.file, join(room.folder, 'torn', 'activity.sqlite'))
    cpSync(wal, join(room.folder, 'torn', 'activity.sqlite-wal'))
    const { anchor } = room
    log.close()
    const standings = new Set<string>()
    for (let cut = 0; cut <= copies.length; cut += 1013) {
      for (const known of [anchor, null]) {
        const later = new LogRoom()
        later.anchor = known
        copyFileSync(join(room.folder, 'torn', 'activity.sqlite'), later.paths.file)
        copyFileSync(join(room.folder, 'torn', 'activity.sqlite-wal'), `${later.paths.file}-wal`)
        truncateSync(`${later.paths.file}-wal`, copies.length - cut)
        const { standing, entries } = await later.found()
        if (known === null) expect(standing).toBe('whole')
        else if (standing === 'whole') expect(entries).toBe(12)
        else expect(standing).toBe('cut')
        standings.add(standing)
        later.remove()
      }
    }
    expect(standings).toEqual(new Set(['whole', 'cut']))
  })
})

describe('two at once', () => {
  it('leaves a log to the process that has it, and the other one says that it cannot be written', async () => {
    const first = room.startOpen()
    await first.append(entry('a'))
    const second = room.start()
    await expect(second.append(entry('b'))).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
    await first.append(entry('c'))
    first.close()
    await second.append(entry('d'))
    second.close()
    expect(await room.found()).toMatchObject({ standing: 'whole', entries: 3 })
    expect(existsSync(room.paths.setAside(new Date('2026-11-23T09:00:00.000Z'), 1))).toBe(false)
  })

  it('numbers the groups of two that append, while the chain is checked, without a gap', async () => {
    const log = room.startOpen()
    const appends = async (what: string): Promise<void> => {
      for (let round = 0; round < 150; round += 1) await log.append(entry(what))
    }
    const checks = async (): Promise<void> => {
      for (let round = 0; round < 10; round += 1) expect((await log.check()).standing).toBe('whole')
    }
    await Promise.all([appends('a'), appends('b'), checks()])
    expect(await log.check()).toMatchObject({ standing: 'whole', entries: 300 })
  })
})

/** Says how long something took: a measure, not a limit. */
async function timed<T>(what: string, act: () => T | Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await act()
  console.log(`${what}: ${Math.round(performance.now() - began)} ms`)
  return result
}

describe('100,000 entries', () => {
  it('are listed by the page at once and checked without holding others up', async () => {
    const log = room.startOpen()
    for (let group = 0; group < 200; group += 1)
      await Promise.all(
        Array.from({ length: 500 }, (_, index) =>
          log.append(entry('WrapDataKey', { facts: { group, index }, keyId: `key-${index % 40}` })),
        ),
      )
    await timed('newest 200', () => log.list({ filter: everything, before: null, limit: 200 }))
    await timed('200 in the middle', () => log.list({ filter: everything, before: 50_000, limit: 200 }))
    const rare = { ...everything, search: 'nothing of this' }
    await timed('search in vain', () => log.list({ filter: rare, before: null, limit: 200 }))
    const check = await timed('check', () => log.check())
    expect(check).toMatchObject({ standing: 'whole', entries: 100_000 })
    log.close()
    const began = performance.now()
    const again = room.startOpen()
    console.log(
      `opening: ${Math.round(performance.now() - began)} ms; ${statSync(room.paths.file).size} bytes`,
    )
    again.close()
    rmSync(room.paths.file)
  }, 120_000)
})
