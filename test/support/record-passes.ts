import fs from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { servePasses } from '../../src/main/jobs/engine/serve-passes.ts'
import type { SealFrame } from '../../src/main/message/frame-sealer.ts'
import { sealGcmInto } from '../../src/main/message/aes-gcm.ts'
import { noteOf } from './note-of.ts'

/**
 * Serves as a crypto worker that adds a line to the file `log` for every key and IV before it encrypts with them, and
 * whose thread ends at a frame with the likelihood `die`.
 */
export function recordPasses({ log, die }: { readonly log: string; readonly die: number }): void {
  const descriptor = fs.openSync(log, 'a')
  const record: SealFrame = (use, plaintext, into) => {
    const key = use.key instanceof Uint8Array ? use.key : use.key.export()
    fs.appendFileSync(descriptor, `${noteOf(key, use.iv)}\n`)
    if (Math.random() < die) process.exit(1)
    sealGcmInto(use, plaintext, into)
  }
  if (parentPort !== null) servePasses(parentPort, record)
}
