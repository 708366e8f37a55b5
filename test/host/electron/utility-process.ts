import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type {
  ForkOptions,
  MessagePortMain,
  UtilityProcess,
  UtilityProcessEvents,
  UtilityProcessModule,
} from '../surface/utility-process.ts'
import type { HostMessagePort } from './message-ports.ts'
import { PortWire, type WireMessage } from './port-wire.ts'
import { runtime } from './runtime.ts'

type StdioOptions = 'pipe' | 'ignore' | 'inherit'

const childScript = join(import.meta.dirname, '../utility/boot.ts')

class HostUtilityProcess extends EventEmitter<UtilityProcessEvents> implements UtilityProcess {
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
  readonly #child: ChildProcess
  readonly #wire: PortWire
  #pid: number | undefined

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super()
    const { stdio = 'inherit' } = options
    const [, output = 'inherit', errors = 'inherit'] = (
      Array.isArray(stdio) ? stdio : [stdio, stdio, stdio]
    ) as StdioOptions[]
    this.#child = fork(childScript, [modulePath, ...args], {
      serialization: 'advanced',
      // Exactly what was asked for: Node's own variables for the channel do not reach the child's `process.env`.
      env: (options.env ?? process.env) as NodeJS.ProcessEnv,
      cwd: options.cwd,
      execArgv: ['--disable-warning=ExperimentalWarning', ...(options.execArgv ?? [])],
      stdio: ['ignore', output, errors, 'ipc'],
    })
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    this.#wire = new PortWire('main', (message) => {
      if (this.#child.connected) this.#child.send(message)
    })
    runtime.children.add(this.#child)
    this.#follow()
  }

  get pid(): number | undefined {
    return this.#pid
  }

  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    this.#wire.sendMessage(message, transfer as HostMessagePort[])
  }

  kill(): boolean {
    return this.#child.kill()
  }

  #follow(): void {
    this.#child.once('spawn', () => {
      this.#pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('message', (message) => {
      const known = message as WireMessage
      if (!this.#wire.receive(known) && known.type === 'message') this.emit('message', known.data)
    })
    this.#child.once('exit', (code) => {
      runtime.children.delete(this.#child)
      this.#pid = undefined
      this.emit('exit', code ?? 1)
      this.#wire.closeAll()
    })
  }
}

/** Electron's utility process is a Node process here, with a channel of its own. */
export const utilityProcess: UtilityProcessModule = {
  fork: (modulePath, args = [], options = {}) => new HostUtilityProcess(modulePath, args, options),
}
