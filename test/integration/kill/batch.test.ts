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
const messages = [...contents.keys()].map((name) => `${name}.encrypted`)
const kills = 12

interface Killed {
  readonly signal: NodeJS.Signals | null
  /** From its start to its end, or null where it was killed before its end. */
  readonly tookMs: number | null
}

/** Kills a batch so long after it began, or once it has ended. */
async function killBatch(room: Room, afterMs: number | null): Promise<Killed> {
  const sources = [...contents].map(([name, content]) => room.write(name, content))
  const args = [child, room.userData, room.appFolder, ...sources]
  const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let begunAt: number | null = null
  let tookMs: number | null = null
  let printed = ''
  running.stdout.on('data', (text: Buffer) => {
    printed += text.toString()
    if (begunAt === null && printed.includes('begun')) {
      begunAt = performance.now()
      if (afterMs !== null) setTimeout(() => running.kill('SIGKILL'), afterMs)
    }
    if (begunAt !== null && tookMs === null && printed.includes('ended')) {
      tookMs = performance.now() - begunAt
      if (afterMs === null) running.kill('SIGKILL')
    }
  })
  const ended = Promise.withResolvers<NodeJS.Signals | null>()
  running.once('close', (_code, signal) => ended.resolve(signal))
  return { signal: await ended.promise, tookMs }
}

/** The next start after a kill: the sources as they were, whole results or none, nothing else. Gives the results. */
async function startAgain(room: Room): Promise<readonly string[]> {
  const { jobs } = jobsIn(room, { files: nodeFiles })
  expect(await jobs.recoverStaged()).toMatchObject({ remaining: [] })
  await jobs.shutDown()
  for (const [name, content] of contents) {
    expect(fs.readFileSync(room.path(name)).equals(content), `the source ${name}`).toBe(true)
  }
  const results = room.names().filter((name) => !contents.has(name))
  expect(results.filter((name) => !messages.includes(name))).toEqual([])
  for (const result of results) {
    const target = path.join(room.userData, result)
    await decryptFile({ files: nodeFiles, keyring: fixedKeyring(), source: room.path(result), target })
    const opened = fs.readFileSync(target)
    expect(contents.get(path.parse(result).name)?.equals(opened), result).toBe(true)
  }
  return results
}

describe('kill -9 of a batch on several workers', () => {
  it('at any time leaves whole results or none, and nothing staged after the next start', async () => {
    using whole = new Room()
    const { signal, tookMs } = await killBatch(whole, null)
    expect(signal, 'it stayed to be killed').toBe('SIGKILL')
    expect(await startAgain(whole)).toEqual(messages)
    let inTheMiddle = 0
    // The kills are spread over the time that the batch takes on this machine.
    for (let round = 0; round < kills; round += 1) {
      using room = new Room()
      const killed = await killBatch(room, ((round + Math.random()) / kills) * (tookMs ?? 0))
      expect(killed.signal, 'it was killed').toBe('SIGKILL')
      const results = await startAgain(room)
      if (killed.tookMs === null) inTheMiddle++
      else expect(results).toEqual(messages)
    }
    expect(inTheMiddle, 'kills before the end of the batch').toBeGreaterThan(0)
  }, 300_000)
})
