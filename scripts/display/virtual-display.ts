import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

const xvfb = '/usr/bin/Xvfb'
const screen = '1280x900x24'
const startLimit = 15_000

/** True where windows can be shown: always on macOS and Windows, on Linux where a display is named. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
}

/**
 * Runs `work` with an environment in which windows can be shown: this one where it has a display, otherwise one with an
 * X server of its own that lives as long as the work. Where there is no Xvfb either, the environment is as it was.
 */
export async function withVirtualDisplay<T>(work: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  if (hasDisplay() || !existsSync(xvfb)) return work(process.env)
  const server = await startServer()
  try {
    return await work({ ...process.env, DISPLAY: server.display })
  } finally {
    server.stop()
  }
}

interface DisplayServer {
  readonly display: string
  readonly stop: () => void
}

// The server picks a free display number and writes it to descriptor 3.
function startServer(): Promise<DisplayServer> {
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset']
  const child = spawn(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const stop = () => void child.kill('SIGTERM')
  process.once('exit', stop)
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => fail('Xvfb did not start in time'), startLimit)
    const fail = (why: string) => {
      clearTimeout(limit)
      stop()
      reject(new Error(why))
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`Xvfb ended with code ${code}`))
    child.stdio[3]?.once('data', (chunk: Buffer) => {
      clearTimeout(limit)
      resolve({ display: `:${chunk.toString().trim()}`, stop })
    })
  })
}
