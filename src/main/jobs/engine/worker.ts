import { parentPort } from 'node:worker_threads'
import { servePasses } from './serve-passes.ts'

// The entry of a crypto worker.
if (parentPort !== null) servePasses(parentPort)
