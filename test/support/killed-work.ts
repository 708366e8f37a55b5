import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Work } from './file-works.ts'
import type { Room } from './jobs-room.ts'
import { workCases } from './work-cases.ts'

const child = path.join(import.meta.dirname, 'file-work-child.ts')

export interface ChildRun {
  readonly wasKilled: boolean
  /** File operations of a run that was not killed; 0 of one that was. */
  readonly operations: number
}

/** When a run is killed: before the file operation of a number, or so long after its work began. Neither = never. */
export interface KillAt {
  readonly operation?: number
  readonly afterMs?: number
}

/** Runs one piece of work over a prepared room in a process of its own. */
export async function runKilled(room: Room, work: Work, kill: KillAt): Promise<ChildRun> {
  const { source, target } = workCases[work]
  const args = [work, room.path(source), room.path(target), room.userData, String(kill.operation ?? -1)]
  const running = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let timer: ReturnType<typeof setTimeout> | undefined
  running.stderr.once('data', () => {
    if (kill.afterMs !== undefined) timer = setTimeout(() => running.kill('SIGKILL'), kill.afterMs)
  })
  let printed = ''
  running.stdout.on('data', (text: Buffer) => (printed += text.toString()))
  const ended = Promise.withResolvers<NodeJS.Signals | null>()
  running.once('close', (_code, signal) => ended.resolve(signal))
  const signal = await ended.promise
  clearTimeout(timer)
  const outcome: unknown = printed === '' ? {} : JSON.parse(printed)
  const operations = Object(outcome).operations as unknown
  return { wasKilled: signal === 'SIGKILL', operations: typeof operations === 'number' ? operations : 0 }
}
