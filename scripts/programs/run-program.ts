import { spawn, type ChildProcess } from 'node:child_process'
import { projectFolder } from './project.ts'

export interface ProgramOptions {
  /** Seconds after which the program and its children are ended. */
  readonly timeLimit: number
  readonly env?: NodeJS.ProcessEnv | undefined
  /** Also shows the output while it comes. Without it the output is only kept. */
  readonly echo?: boolean | undefined
  readonly cwd?: string | undefined
}

export interface ProgramResult {
  /** Null where a signal or the time limit ended the program, or where it could not be started. */
  readonly exitCode: number | null
  readonly timedOut: boolean
  /** Standard output and standard error in the order they came; the last 400,000 characters. */
  readonly output: string
  readonly seconds: number
}

const keptCharacters = 400_000
const posix = process.platform !== 'win32'

/**
 * Runs a program to its end, bounded in time, in a process group of its own, so that a time-out ends its children too
 * and nothing else. Never rejects: a program that cannot be started is a result with the reason as output.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const begun = performance.now()
  const child = spawn(command, args, {
    cwd: options.cwd ?? projectFolder,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: posix,
  })
  let output = ''
  let timedOut = false
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-keptCharacters)
    if (options.echo === true) process.stdout.write(chunk)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const limit = setTimeout(() => {
    timedOut = true
    endTree(child)
  }, options.timeLimit * 1000)
  const release = endWithThisProcess(child)
  return new Promise((resolve) => {
    const finish = (exitCode: number | null) => {
      clearTimeout(limit)
      release()
      resolve({ exitCode, timedOut, output, seconds: (performance.now() - begun) / 1000 })
    }
    child.once('error', (error) => {
      output += error.message
      finish(null)
    })
    // `close` waits for the pipes, which a stray grandchild may hold open: `exit` is followed by a short grace.
    child.once('exit', (code) => {
      const grace = setTimeout(() => finish(code), 2000)
      child.once('close', () => {
        clearTimeout(grace)
        finish(code)
      })
    })
  })
}

/** Ends a program that was started with a process group of its own, with all that is in the group. */
function endTree(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (posix) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

function endWithThisProcess(child: ChildProcess): () => void {
  const end = () => endTree(child)
  const interrupted = () => {
    end()
    process.exit(130)
  }
  process.once('exit', end)
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  return () => {
    process.off('exit', end)
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
  }
}
