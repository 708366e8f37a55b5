import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decryptFile } from '../../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../../src/main/jobs/file/encrypt-file.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../../src/main/jobs/staging/staging-journal.ts'
import { fixedKeyring } from '../../support/fixed-keyring.ts'
import { Room, bytes } from '../../support/jobs-room.ts'

const child = path.join(import.meta.dirname, '../../support/file-work-child.ts')
const plaintext = bytes(2 * 1024 * 1024 + 100)

async function messageOf(): Promise<Buffer> {
  using room = new Room()
  const shared = { files: nodeFiles, keyring: fixedKeyring(), frameLength: 1024 * 1024 }
  const source = room.write('a.bin', plaintext)
  const { path: result } = await encryptFile({ ...shared, source, target: room.path('a.bin.encrypted') })
  return fs.readFileSync(result)
}

const cases = {
  encrypt: { source: 'a.bin', target: 'a.bin.encrypted', content: plaintext },
  decrypt: { source: 'a.bin.encrypted', target: 'out.bin', content: await messageOf() },
} as const
type Action = keyof typeof cases

/** Runs the child until it ends or `killAfterMs` have passed. Gives what it printed. */
async function runChild(args: readonly string[], killAfterMs?: number): Promise<string> {
  const running = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => running.kill('SIGKILL'), killAfterMs)
  let printed = ''
  running.stdout.on('data', (text: Buffer) => (printed += text.toString()))
  await new Promise((resolve) => running.once('close', resolve))
  clearTimeout(timer)
  return printed
}

async function isWhole(room: Room, action: Action): Promise<boolean> {
  const result = room.path(cases[action].target)
  if (action === 'decrypt') return fs.readFileSync(result).equals(plaintext)
  const target = path.join(room.userData, 'check')
  await decryptFile({ files: nodeFiles, keyring: fixedKeyring(), source: result, target })
  return fs.readFileSync(target).equals(plaintext)
}

/** One killed run, the next start, and what has to hold then. Gives the operations of a run that was not killed. */
async function killOnce(action: Action, how: { at?: number; afterMs?: number }): Promise<number> {
  using room = new Room()
  const { source, target, content } = cases[action]
  room.write(source, content)
  const args = [action, room.path(source), room.path(target), room.userData, String(how.at ?? -1)]
  const printed = await runChild(args, how.afterMs)
  await new StagingJournal(nodeFiles, path.join(room.userData, 'journal')).recover()
  expect(fs.readFileSync(room.path(source)).equals(content), 'the source is untouched').toBe(true)
  const left = room.names().filter((name) => name !== source)
  expect(
    left.every((name) => name === target),
    `nothing staged is left: ${left.join()}`,
  ).toBe(true)
  if (left.length > 0) expect(await isWhole(room, action)).toBe(true)
  const outcome: unknown = printed === '' ? {} : JSON.parse(printed)
  const operations = Object(outcome).operations as unknown
  return typeof operations === 'number' ? operations : 0
}

describe.each(['encrypt', 'decrypt'] as const)('kill -9 during %s', (action) => {
  it('before any one file operation leaves nothing after the next start but a whole result or none', async () => {
    const operations = await killOnce(action, {})
    expect(operations).toBeGreaterThan(20)
    for (let at = 0; at < operations; at++) expect(await killOnce(action, { at }), `at ${at}`).toBe(0)
  }, 300_000)

  it('at any time does so too', async () => {
    for (let round = 0; round < 8; round++) await killOnce(action, { afterMs: 80 + Math.random() * 300 })
  }, 300_000)
})
