import os from 'node:os'
import { runProgram } from './run-program.ts'

/** The machine that figures were measured on. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  /** Null where the program is absent. */
  readonly age: string | null
  readonly openssl: string | null
  /** Processes that wanted a core when the run began: above `cores`, no figure is the machine's. */
  readonly load: number
}

export async function thisMachine(): Promise<Machine> {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 1024 ** 3),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    age: await versionOf('age', ['--version']),
    openssl: await versionOf('openssl', ['version']),
    load: Number((os.loadavg()[0] ?? 0).toFixed(2)),
  }
}

async function versionOf(program: string, args: readonly string[]): Promise<string | null> {
  return runProgram(program, args).then(
    (printed) => printed.trim(),
    () => null,
  )
}
