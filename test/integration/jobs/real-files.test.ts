import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { workerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { encryptIn } from '../../support/file-work.ts'
import { Room, bytes, defaultOptions, jobsIn, run, workerUrl } from '../../support/jobs-room.ts'

const isRoot = process.getuid?.() === 0
const child = path.join(import.meta.dirname, '../../support/file-work-child.ts')
const mebibyte = 1024 * 1024

describe('a real full disk', () => {
  it('ends with a clear error, the source untouched and nothing left', async ({ skip }) => {
    if (!isRoot || process.platform !== 'linux') skip('mounting a small tmpfs needs root on Linux')
    using room = new Room()
    const disk = room.path('disk')
    fs.mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'none', disk])
    try {
      const content = bytes(2 * mebibyte)
      fs.writeFileSync(path.join(disk, 'a.bin'), content)
      const tried = encryptIn(room, {
        files: nodeFiles,
        source: path.join(disk, 'a.bin'),
        target: path.join(disk, 'a.bin.encrypted'),
        frameLength: mebibyte,
      })
      await expect(tried).rejects.toMatchObject({ code: 'DISK_FULL' })
      expect(fs.readdirSync(disk)).toEqual(['a.bin'])
      expect(fs.readFileSync(path.join(disk, 'a.bin')).equals(content)).toBe(true)
      const plan = await jobsIn(room, { files: nodeFiles }).jobs.plan(
        [path.join(disk, 'a.bin')],
        defaultOptions,
      )
      expect(plan.problem).toMatchObject({ code: 'DISK_FULL' })
    } finally {
      execFileSync('umount', [disk])
    }
  })
})

describe('a real pipe', () => {
  it('is a problem in the plan and is never opened, so nothing hangs', async ({ skip }) => {
    if (process.platform === 'win32') skip('Windows has no named pipes in folders')
    using room = new Room()
    room.write('top/a', 'x')
    execFileSync('mkfifo', [room.path('top/pipe')])
    const { jobs } = jobsIn(room, { files: nodeFiles })
    const plan = await jobs.plan([room.path('top'), room.path('top/pipe')], defaultOptions)
    expect(plan.items.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['a', undefined],
      ['pipe', 'FILE_KIND_UNSUPPORTED'],
    ])
    await expect(encryptIn(room, { files: nodeFiles, source: room.path('top/pipe') })).rejects.toMatchObject({
      code: 'FILE_KIND_UNSUPPORTED',
    })
  })
})

/** Runs the child as a person who is not root, for whom permissions mean something. */
function asNobody(args: readonly string[]): { readonly code?: string } {
  const nobody = isRoot ? ['-1', '65534'] : []
  return JSON.parse(execFileSync(process.execPath, [child, ...args, ...nobody], { encoding: 'utf8' }))
}

describe('real permissions', () => {
  it('name a file that may not be read and a folder that may not be written in', ({ skip }) => {
    if (process.platform === 'win32') skip('permissions of Windows are not set by mode')
    using room = new Room()
    for (const folder of [room.root, room.work]) fs.chmodSync(folder, 0o755)
    fs.chmodSync(room.userData, 0o777)
    const closed = room.write('closed', 'x')
    fs.chmodSync(closed, 0o000)
    fs.mkdirSync(room.path('out'), { mode: 0o777 })
    fs.chmodSync(room.path('out'), 0o777)
    const target = room.path('out/result')
    expect(asNobody(['encrypt', closed, target, room.userData])).toEqual({ code: 'FILE_NOT_READABLE' })
    const open = room.write('open', 'x')
    fs.chmodSync(room.path('out'), 0o555)
    expect(asNobody(['encrypt', open, target, room.userData])).toEqual({ code: 'FOLDER_NOT_WRITABLE' })
    expect(fs.readdirSync(room.path('out'))).toEqual([])
  })
})

describe('a worker thread that ends in the middle of a pass', () => {
  it('leaves nothing of its message', async () => {
    using room = new Room()
    room.write('a.bin', bytes(64 * mebibyte))
    const engine = workerEngine(new URL('../../support/short-lived-worker.ts', import.meta.url))
    const tried = encryptIn(room, { files: nodeFiles, engine, frameLength: mebibyte })
    await expect(tried).rejects.toMatchObject({ code: 'INTERNAL', facts: { lost: 'worker' } })
    expect(room.names()).toEqual(['a.bin'])
    await engine.close()
  })
})

describe('a folder of two hundred files', () => {
  it('goes through the workers and back', async () => {
    using room = new Room()
    for (let index = 0; index < 200; index++) room.write(`top/${index % 10}/file ${index}`, bytes(index))
    const { jobs } = jobsIn(room, { files: nodeFiles, engine: workerEngine(workerUrl) })
    const rows = await run(jobs, [room.path('top')])
    expect(rows.filter((row) => row.phase !== 'done')).toEqual([])
    await jobs.shutDown()
    expect(room.names()).toHaveLength(400)
  })
})
