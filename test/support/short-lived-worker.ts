// A crypto worker whose thread ends in the middle of its first pass: before the second frame that it seals.
import { parentPort } from 'node:worker_threads'
import { servePasses } from '../../src/main/jobs/engine/serve-passes.ts'
import { sealGcmInto } from '../../src/main/message/aes-gcm.ts'
import type { SealFrame } from '../../src/main/message/frame-sealer.ts'

let sealed = 0
const sealFrame: SealFrame = (...frame) => {
  if (sealed === 1) process.exit(1)
  sealed++
  return sealGcmInto(...frame)
}

if (parentPort !== null) servePasses(parentPort, sealFrame)
