import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { faultyFiles } from '../../support/faulty-files.ts'
import { Room, bytes, jobsIn, run } from '../../support/jobs-room.ts'
import { RealDisk, mountingImpossible } from '../../support/real-disk.ts'

const mebibyte = 1024 * 1024

describe('a batch of files on two disks, one of which is pulled', () => {
  it('names what failed for the files of that disk, and does the others', async ({ skip }) => {
    const reason = mountingImpossible()
    skip(reason !== null, reason ?? '')
    using room = new Room()
    const pulled = room.path('pulled')
    fs.mkdirSync(pulled)
    const disk = new RealDisk(pulled, path.join(room.root, 'disk.image'))
    try {
      const content = bytes(3 * mebibyte)
      const onDisk = ['a.bin', 'b.bin'].map((name) => room.write(`pulled/${name}`, content))
      const elsewhere = ['c.bin', 'd.bin'].map((name) => room.write(name, content))
      disk.flush()
      let writes = 0
      const files = faultyFiles(nodeFiles, ({ operation, path: where }) => {
        const isDue = operation === 'write' && where.startsWith(pulled) && (writes += 1) === 2
        return isDue ? { kind: 'before', run: () => disk.pull() } : undefined
      })
      const { jobs } = jobsIn(room, { files, parallel: 1 })
      const rows = await run(jobs, [...onDisk, ...elsewhere])
      await jobs.shutDown()
      expect(rows.map(({ name, phase }) => [name, phase])).toEqual([
        ['a.bin', 'failed'],
        ['b.bin', 'failed'],
        ['c.bin', 'done'],
        ['d.bin', 'done'],
      ])
      for (const { problem } of rows.slice(0, 2)) {
        expect(problem?.code).toMatch(/^(FILE_NOT_FOUND|DISK_FAILED|FOLDER_NOT_WRITABLE)$/)
        expect(problem?.facts['operation']).toBeTypeOf('string')
      }

      await disk.comeBack()
      expect(await jobsIn(room, { files: nodeFiles }).jobs.recoverStaged()).toMatchObject({ remaining: [] })
      expect(fs.readdirSync(pulled).toSorted()).toEqual(['a.bin', 'b.bin'])
      for (const source of onDisk) expect(fs.readFileSync(source).equals(content)).toBe(true)
    } finally {
      disk.remove()
    }
  })
})
