// A thread that claims from shared memory as fast as it can and gives back what it was given.
import { parentPort, workerData } from 'node:worker_threads'
import { FrameSealer } from '../../src/main/message/frame-sealer.ts'
import type { SealTicket } from '../../src/main/message/begin-message.ts'

const { ticket, total, most, gate } = workerData as {
  ticket: SealTicket
  total: number
  most: number
  gate: Int32Array
}
Atomics.wait(gate, 0, 0)
const spans: { first: number; count: number; final: boolean }[] = []
for (;;) {
  const sealer = FrameSealer.claim(ticket, { total, most })
  if (sealer === null) break
  spans.push(sealer.span)
}
parentPort?.postMessage(spans, [])
