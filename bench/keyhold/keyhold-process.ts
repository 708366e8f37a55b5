import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Timing } from '../timing.ts'
import type { Command, Reply } from './commands.ts'
import { PeakMemory } from './peak-memory.ts'

const entry = fileURLToPath(new URL('child.ts', import.meta.url))

/** Keyhold in a process of its own, with its memory watched. */
export class KeyholdProcess {
  readonly memory: PeakMemory
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, memory: PeakMemory) {
    this.#child = child
    this.memory = memory
  }

  /** Starts one whose profile is a new folder below `folder`. */
  static async start(folder: string, works: 'one' | 'local' | 'reuse' | 'keys'): Promise<KeyholdProcess> {
    const profile = await mkdtemp(path.join(folder, 'profile-'))
    const child = fork(entry, [profile, works], { execArgv: ['--disable-warning=ExperimentalWarning'] })
    const reply = await nextReply(child)
    if (!('ready' in reply)) throw new Error('the process with Keyhold did not get ready')
    return new KeyholdProcess(child, PeakMemory.of(reply.ready))
  }

  /** Throws where the work failed. */
  async run(command: Command): Promise<Timing> {
    const answer = nextReply(this.#child)
    this.#child.send(command)
    const reply = await this.memory.watch(() => answer)
    if ('done' in reply) return reply.done
    throw new Error('failed' in reply ? reply.failed : 'the process with Keyhold began anew')
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.disconnect()
    await gone
  }
}

function nextReply(child: ChildProcess): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('the process with Keyhold ended'))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as Reply)
    })
  })
}
