import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { eachFile, runPipe, runProgram } from '../run-program.ts'
import { timed } from '../timing.ts'
import type { Peer } from './contender.ts'

/** `age` with a fresh X25519 identity kept in `folder`; null where it is not installed. It flushes nothing. */
export async function age(folder: string): Promise<Peer | null> {
  const identity = path.join(folder, 'age-identity')
  try {
    await runProgram('age', ['--version'])
    await runProgram('age-keygen', ['-o', identity])
  } catch {
    console.error('age is left out: the programs age and age-keygen were not found (apt-get install age)')
    return null
  }
  const recipient = /public key: (\S+)/.exec(await readFile(identity, 'utf8'))?.[1] ?? ''
  const seal = ['age', '-r', recipient]
  const open = ['age', '-d', '-i', identity]
  return {
    id: 'age',
    file: {
      encrypt: (input, output) => timed(() => runPipe([[...seal, '-o', output, input]])),
      decrypt: (input, output) => timed(() => runPipe([[...open, '-o', output, input]])),
      verify: (input) => timed(() => runPipe([[...open, '-o', '/dev/null', input]])),
      move: (input, output) =>
        timed(() =>
          runPipe([
            [...open, input],
            [...seal, '-o', output],
          ]),
        ),
    },
    folder: {
      encrypt: (input, output) =>
        timed(() => eachFile(input, (name) => [...seal, '-o', `${output}/${name}`, name])),
      decrypt: (input, output) =>
        timed(() => eachFile(input, (name) => [...open, '-o', `${output}/${name}`, name])),
    },
    mostRounds: { file: Infinity, folder: 1 },
  }
}
