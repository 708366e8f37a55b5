import { workerEngine } from '../src/main/jobs/engine/worker-engine.ts'
import type { WorkerEngine } from '../src/main/jobs/engine/worker-engine.ts'
import { decryptFile } from '../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../src/main/jobs/file/encrypt-file.ts'
import { nodeFiles } from '../src/main/jobs/files/node-files.ts'
import { RawAesKeyring } from '../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../src/main/secret/secret.ts'
import { timed } from './contender.ts'
import type { Contender } from './contender.ts'

/** The worker threads that Keyhold's contenders share. */
export function keyholdEngine(): WorkerEngine {
  return workerEngine(new URL('../src/main/jobs/engine/worker.ts', import.meta.url))
}

/** Keyhold's own file-to-file engine under one AES key, with frames of `frameLength` bytes. */
export function keyhold(engine: WorkerEngine, frameLength: number): Contender {
  const keyring = new RawAesKeyring({ namespace: 'bench', name: 'bench', wrappingKey: Secret.random(32) })
  const work = { files: nodeFiles, engine, keyring }
  return {
    name: `Keyhold, ${frameLength / 1024} KiB frames`,
    encrypt: async (source, target) => {
      let verify = 0
      const { seconds } = await timed(async () => {
        const { verifySeconds } = await encryptFile({ ...work, source, target, frameLength, verify: true })
        verify = verifySeconds ?? 0
      })
      return { seconds: seconds - verify, verify }
    },
    decrypt: (source, target) => timed(() => decryptFile({ ...work, source, target })),
  }
}
