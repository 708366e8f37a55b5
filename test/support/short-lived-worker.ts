// A crypto worker whose thread ends in the middle of its first pass.
import { parentPort } from 'node:worker_threads'

await import('../../src/main/jobs/engine/worker.ts')
parentPort?.once('message', () => setTimeout(() => process.exit(1), 20))
