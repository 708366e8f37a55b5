import os from 'node:os'
import { runProgram } from '../run-program.ts'
import { timed } from '../timing.ts'
import type { FileAct, Peer } from './contender.ts'

// A sparse source would be copied without its holes, and that is no copy to compare with.
const wholeCopy = os.platform() === 'linux' ? ['--sparse=never'] : []

/** Copies one file, its holes as zeros. */
export const copyWhole: FileAct = (input, output) =>
  timed(() => runProgram('cp', [...wholeCopy, input, output]))
const copyAll: FileAct = (input, output) => timed(() => runProgram('cp', ['-r', `${input}/.`, output]))

/** `cp`: the least that any program takes that reads a file and writes one. It flushes nothing. */
export const cp: Peer = {
  id: 'cp',
  file: { encrypt: copyWhole, decrypt: copyWhole, move: copyWhole },
  folder: { encrypt: copyAll, decrypt: copyAll },
  mostRounds: { file: Infinity, folder: Infinity },
}
