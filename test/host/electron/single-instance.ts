import { spawnSync } from 'node:child_process'
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { runtime } from './runtime.ts'

/** What a second instance tells the first. */
export interface SecondInstance {
  readonly argv: string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

// Electron's call is synchronous and Node's sockets are not, so a short-lived process does the talking.
const callFirstInstance = `
const socket = require('node:net').connect(process.argv[1])
socket.on('error', () => process.exit(1))
socket.on('connect', () => socket.end(process.argv[2]))
socket.on('close', () => process.exit(0))
socket.resume()`

/**
 * The lock of a user data folder: a link in it to a socket that lives as long as the first instance. A link whose socket
 * does not answer is left over from a crash and is replaced.
 */
export class SingleInstanceLock {
  readonly #onSecondInstance: (second: SecondInstance) => void
  #server: Server | undefined
  #link = ''

  constructor(onSecondInstance: (second: SecondInstance) => void) {
    this.#onSecondInstance = onSecondInstance
  }

  get isHeld(): boolean {
    return this.#server !== undefined
  }

  /** True where this is the first instance; otherwise the first one has been told. */
  request(userData: string, additionalData: unknown): boolean {
    if (this.isHeld) return true
    mkdirSync(userData, { recursive: true })
    this.#link = join(userData, 'SingletonLock')
    if (wasTold(this.#link, { argv: process.argv, workingDirectory: process.cwd(), additionalData }))
      return false
    const socket = join(runtime.profile, 'instance.sock')
    this.#server = createServer({ allowHalfOpen: true }, (connection) => {
      let text = ''
      connection.on('data', (chunk: Buffer) => (text += chunk.toString()))
      connection.on('end', () => {
        connection.end()
        this.#onSecondInstance(JSON.parse(text) as SecondInstance)
      })
      connection.on('error', () => undefined)
    }).listen(socket)
    this.#server.unref()
    rmSync(this.#link, { force: true })
    symlinkSync(socket, this.#link)
    return true
  }

  release(): void {
    if (this.#server === undefined) return
    this.#server.close()
    this.#server = undefined
    rmSync(this.#link, { force: true })
  }
}

function wasTold(link: string, message: SecondInstance): boolean {
  let socket: string
  try {
    socket = readlinkSync(link)
  } catch {
    return false
  }
  const args = ['-e', callFirstInstance, socket, JSON.stringify(message)]
  return spawnSync(process.execPath, args, { stdio: 'ignore' }).status === 0
}
