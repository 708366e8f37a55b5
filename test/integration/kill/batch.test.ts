import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decryptFile } from '../../../src/main/jobs/file/decrypt-file.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { fixedKeyring } from '../../support/fixed-keyring.ts'
import { Room, bytes, jobsIn } from '../../support/jobs-room.ts'

const child = path.join(import.meta.dirname, '../../support/batch-child.ts')
const mebibyte = 1024 * 1024
/** Small ones side by side, and one that several workers share. */
const contents = new Map([
  ...['a', 'b', 'c', 'd'].map((name) => [name, bytes(70_000)] as const),
  ['large', bytes(20 * mebibyte)],
])

async function killBatch(room: Room, afterMs: number): Promise<NodeJS.Signals | null> {
  const sources = [...contents].map(([name, content]) => room.write(name, content))
  const args = [child, room.userData, room.appFolder, ...sources]
  const running = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  running.stderr.once('data', () => setTimeout(() => running.kill('SIGKILL'), afterMs))
  const ended = Promise.withResolvers<NodeJS.Signals | null>()
  running.once('close', (_code, signal) => ended.resolve(signal))
  return ended.promise
}

describe('kill -9 of a batch on several workers', () => {
  it('at any time leaves whole results or none, and nothing staged after the next start', async () => {
    for (let round = 0; round < 12; round += 1) {
      using room = new Room()
      const afterMs = Math.random() * 700
      expect(await killBatch(room, afterMs), 'it was killed').toBe('SIGKILL')
      const { jobs } = jobsIn(room, { files: nodeFiles })
      expect(await jobs.recoverStaged()).toMatchObject({ remaining: [] })
      await jobs.shutDown()
      for (const [name, content] of contents) {
        expect(fs.readFileSync(room.path(name)).equals(content), `the source ${name}`).toBe(true)
      }
      const results = room.names().filter((name) => !contents.has(name))
      const known = [...contents.keys()].map((name) => `${name}.encrypted`)
      expect(results.filter((name) => !known.includes(name))).toEqual([])
      for (const result of results) {
        const target = path.join(room.userData, result)
        await decryptFile({ files: nodeFiles, keyring: fixedKeyring(), source: room.path(result), target })
        const opened = fs.readFileSync(target)
        expect(contents.get(path.parse(result).name)?.equals(opened), `${result} after ${afterMs} ms`).toBe(
          true,
        )
      }
    }
  }, 300_000)
})
