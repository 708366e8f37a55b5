import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Contender, Timing } from './contender.ts'
import { median } from './median.ts'
import { runProgram } from './run-program.ts'

/** Seconds of one contender, round by round. `verify` is empty where it does not read its result back. */
export interface RaceResult {
  readonly name: string
  readonly encrypt: readonly number[]
  readonly verify: readonly number[]
  readonly decrypt: readonly number[]
}

/**
 * Lets every contender encrypt and decrypt `source` in turn, round by round, each round begun by another one
 * and nothing of the last left to be flushed, so that what the machine does meanwhile meets all alike. The
 * first round's results are compared with the source. Outputs are removed at once.
 */
export async function race(
  contenders: readonly Contender[],
  source: string,
  rounds: number,
): Promise<readonly RaceResult[]> {
  const expected = await sha256(source)
  const runs = contenders.map((contender) => ({
    contender,
    encrypt: [] as Timing[],
    decrypt: [] as Timing[],
  }))
  const [sealed, opened] = [
    path.join(path.dirname(source), 'sealed'),
    path.join(path.dirname(source), 'opened'),
  ]
  for (let round = 0; round < rounds; round += 1) {
    for (const { contender, encrypt, decrypt } of rotated(runs, round)) {
      await runProgram('sync', [])
      encrypt.push(await contender.encrypt(source, sealed))
      await runProgram('sync', [])
      decrypt.push(await contender.decrypt(sealed, opened))
      if (round === 0 && (await sha256(opened)) !== expected)
        throw new Error(`${contender.name} lost the content`)
      await Promise.all([rm(sealed), rm(opened)])
    }
  }
  return runs.map(({ contender, encrypt, decrypt }) => ({
    name: contender.name,
    encrypt: encrypt.map(({ seconds }) => seconds),
    verify: encrypt.flatMap(({ verify }) => (verify === undefined ? [] : [verify])),
    decrypt: decrypt.map(({ seconds }) => seconds),
  }))
}

/** How many times longer `taken` took than `paired` did in the same round: the median over the rounds. */
export function pairedRatio(taken: readonly number[], paired: readonly number[]): number {
  return median(taken.map((seconds, round) => seconds / (paired[round] ?? Number.NaN)))
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk)
  return hash.digest('hex')
}
