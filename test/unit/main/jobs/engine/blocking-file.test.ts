import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { blockingFile } from '../../../../../src/main/jobs/engine/blocking-file.ts'
import { Room } from '../../../../support/jobs-room.ts'

describe('a file that a worker waits for', () => {
  it('reads and writes at a place', async () => {
    using room = new Room()
    const path = room.write('a.bin', 'abcdef')
    const descriptor = fs.openSync(path, 'r+')
    const file = blockingFile(descriptor, { lastBreath: performance.now() })
    const into = Buffer.alloc(3)
    expect([await file.read(into, 2), into.toString(), await file.read(into, 6)]).toEqual([3, 'cde', 0])
    expect(await file.write(Buffer.from('XY'), 4)).toBe(2)
    fs.closeSync(descriptor)
    expect(fs.readFileSync(path, 'utf8')).toBe('abcdXY')
  })

  it('lets the thread’s messages in when it has worked for long', async () => {
    using room = new Room()
    const descriptor = fs.openSync(room.write('a.bin', 'abcdef'), 'r')
    const clock = { lastBreath: performance.now() }
    const file = blockingFile(descriptor, clock)
    let turns = 0
    setImmediate(() => turns++)
    await file.read(Buffer.alloc(1), 0)
    expect(turns).toBe(0)
    clock.lastBreath = Number.NEGATIVE_INFINITY
    await file.read(Buffer.alloc(1), 0)
    expect(turns).toBe(1)
    expect(clock.lastBreath).toBeGreaterThan(0)
    fs.closeSync(descriptor)
  })

  it('fails with the operation’s name', async () => {
    const file = blockingFile(-1, { lastBreath: performance.now() })
    await expect(file.read(Buffer.alloc(1), 0)).rejects.toMatchObject({ name: 'VaultError' })
    using room = new Room()
    const descriptor = fs.openSync(room.write('a.bin', 'x'), 'r')
    const readOnly = blockingFile(descriptor, { lastBreath: performance.now() })
    await expect(readOnly.write(Buffer.alloc(1), 0)).rejects.toMatchObject({ facts: { operation: 'write' } })
    fs.closeSync(descriptor)
  })
})
