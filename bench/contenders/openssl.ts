import { randomBytes } from 'node:crypto'
import { eachFile, runPipe, runProgram } from '../run-program.ts'
import { timed } from '../timing.ts'
import type { Peer } from './contender.ts'

/**
 * `openssl enc` with AES-256 in counter mode; null where it is not installed. Nothing is authenticated, so there is
 * nothing to verify, and nothing is flushed.
 */
export async function openssl(): Promise<Peer | null> {
  try {
    await runProgram('openssl', ['version'])
  } catch {
    console.error('openssl is left out: the program was not found (apt-get install openssl)')
    return null
  }
  const key = ['-K', randomBytes(32).toString('hex'), '-iv', randomBytes(16).toString('hex')]
  const seal = ['openssl', 'enc', '-aes-256-ctr', ...key]
  const open = ['openssl', 'enc', '-d', '-aes-256-ctr', ...key]
  return {
    id: 'openssl',
    file: {
      encrypt: (input, output) => timed(() => runPipe([[...seal, '-in', input, '-out', output]])),
      decrypt: (input, output) => timed(() => runPipe([[...open, '-in', input, '-out', output]])),
      move: (input, output) =>
        timed(() =>
          runPipe([
            [...open, '-in', input],
            [...seal, '-out', output],
          ]),
        ),
    },
    folder: {
      encrypt: (input, output) =>
        timed(() => eachFile(input, (name) => [...seal, '-in', name, '-out', `${output}/${name}`])),
      decrypt: (input, output) =>
        timed(() => eachFile(input, (name) => [...open, '-in', name, '-out', `${output}/${name}`])),
    },
    mostRounds: { file: Infinity, folder: 1 },
  }
}
