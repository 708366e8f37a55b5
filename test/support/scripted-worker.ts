// A worker of the pool that does what the size of its task says, and first tells its thread's id as progress.
import { parentPort, threadId } from 'node:worker_threads'
import type { FromWorker, ToWorker } from '../../src/main/jobs/engine/worker-messages.ts'
import { scripts } from './scripts.ts'

const post = (message: FromWorker): void => parentPort?.postMessage(message, [])
const done = (): void => post({ done: { plaintextBytes: threadId, messageBytes: 1 } })
let script = 0

parentPort?.on('message', (message: ToWorker) => {
  if ('cancel' in message) {
    if (script !== scripts.deaf) post({ failed: { code: 'CANCELLED', message: '', facts: {}, at: 0 } })
  } else if ('leave' in message) {
    done()
  } else {
    if (message.run.kind !== 'seal') return
    const { size, ticket } = message.run
    const before = size === scripts.secondDies ? Atomics.add(new Uint32Array(ticket.claims), 0, 1) : 0
    script = before === 0 ? size : scripts.die
    post({ progress: threadId })
    if (script === scripts.die) process.exit(1)
    if (script === scripts.finish) done()
  }
})
