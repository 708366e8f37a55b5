import { open } from 'node:fs/promises'
import { timed } from './contender.ts'
import type { Contender, Timing } from './contender.ts'
import { runProgram } from './run-program.ts'

/** `cp`, as it is and with the copy flushed to the disk, which is what Keyhold does with every result. */
export function copies(): readonly Contender[] {
  return [
    { name: 'cp', encrypt: copy, decrypt: copy },
    { name: 'cp, flushed', encrypt: copyAndFlush, decrypt: copyAndFlush },
  ]
}

function copy(source: string, target: string): Promise<Timing> {
  return timed(() => cp(source, target))
}

function copyAndFlush(source: string, target: string): Promise<Timing> {
  return timed(async () => {
    await cp(source, target)
    const file = await open(target)
    await file.sync()
    await file.close()
  })
}

function cp(source: string, target: string): Promise<string> {
  return runProgram('cp', [source, target])
}
