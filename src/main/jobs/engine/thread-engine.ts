import type { Engine } from './engine.ts'
import { openPass } from './open-pass.ts'
import { sealPass } from './seal-pass.ts'

/** The engine of the calling thread: what a worker runs, and what command-line work and tests use. */
export const threadEngine: Engine = { seal: sealPass, open: openPass }
