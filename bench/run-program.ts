import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import os from 'node:os'

/** A program and its arguments. */
export type Command = readonly string[]

/** Runs a program to its end and gives what it printed. Throws where it is missing or fails. */
export function runProgram(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  return ended(child, program).then(() => printed)
}

/** Runs programs at once, each reading what the one before it prints. Throws where one is missing or fails. */
export async function runPipe(commands: readonly Command[]): Promise<void> {
  const script = commands.map((command) => command.map(quoted).join(' ')).join(' | ')
  await runProgram('sh', ['-c', commands.length > 1 ? script : `exec ${script}`])
}

/** Runs one program for each file below `folder`, as many at once as there are cores, with `folder` as their own. */
export async function eachFile(folder: string, commandFor: (name: string) => Command): Promise<void> {
  const command = commandFor('{}').map(quoted).join(' ')
  const cores = os.availableParallelism()
  const script = `cd ${quoted(folder)} && find . -type f -print0 | xargs -0 -P ${cores} -I '{}' ${command}`
  await runProgram('sh', ['-c', script])
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

function ended(child: ChildProcess, program: string): Promise<void> {
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${program} ended with code ${code}: ${complaint.trim().slice(0, 500)}`))
    })
  })
}
