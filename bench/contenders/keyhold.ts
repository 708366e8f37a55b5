import { KeyholdProcess } from '../keyhold/keyhold-process.ts'
import type { Sealing } from '../keyhold/commands.ts'
import type { PeakMemory } from '../keyhold/peak-memory.ts'
import type { FileActs, Phase } from './contender.ts'

/** Keyhold at work on one file. */
export interface KeyholdOnOneFile {
  readonly acts: FileActs
  /** Undefined before the first run of that phase. */
  memory(phase: Phase): PeakMemory | undefined
  stop(): Promise<void>
}

/**
 * Keyhold's own file-to-file engine under one AES key, with a fresh process for each phase, so that the memory of one
 * is not that of another. `nonFramed` reads what an older program may have written.
 */
export function keyholdOnOneFile(folder: string, sealing: Sealing | 'nonFramed'): KeyholdOnOneFile {
  const processes = new Map<Phase, Promise<KeyholdProcess>>()
  const started = new Map<Phase, KeyholdProcess>()
  const processFor = async (phase: Phase): Promise<KeyholdProcess> => {
    const process = processes.get(phase) ?? KeyholdProcess.start(folder, 'one')
    processes.set(phase, process)
    started.set(phase, await process)
    return process
  }
  return {
    acts: {
      encrypt: async (input, output) =>
        (await processFor('encrypt')).run(
          sealing === 'nonFramed'
            ? { act: 'writeNonFramed', input, output }
            : { act: 'encrypt', input, output, sealing },
        ),
      decrypt: async (input, output) => (await processFor('decrypt')).run({ act: 'decrypt', input, output }),
      verify: async (input) => (await processFor('verify')).run({ act: 'verify', input }),
      move: async (input, output) => (await processFor('move')).run({ act: 'move', input, output }),
    },
    memory: (phase) => started.get(phase)?.memory,
    stop: async () => {
      await Promise.all([...started.values()].map((process) => process.stop()))
      processes.clear()
      started.clear()
    },
  }
}
