import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { timed } from './contender.ts'
import type { Contender } from './contender.ts'
import { runProgram } from './run-program.ts'

/**
 * `age` with a fresh X25519 identity kept in `folder`. Null, after one line that says so, where it is not
 * installed.
 */
export async function age(folder: string): Promise<Contender | null> {
  const identity = path.join(folder, 'age-identity')
  try {
    await runProgram('age', ['--version'])
    await runProgram('age-keygen', ['-o', identity])
  } catch {
    console.log('age is left out: the programs age and age-keygen were not found (apt-get install age)')
    return null
  }
  const recipient = /public key: (\S+)/.exec(await readFile(identity, 'utf8'))?.[1] ?? ''
  return {
    name: 'age',
    encrypt: (source, target) => timed(() => runProgram('age', ['-r', recipient, '-o', target, source])),
    decrypt: (source, target) => timed(() => runProgram('age', ['-d', '-i', identity, '-o', target, source])),
  }
}
