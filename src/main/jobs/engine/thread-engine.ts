import type { Engine } from './engine.ts'
import { movePass } from './move-pass.ts'
import { fingerprintPass } from './move-read-back.ts'
import { openPass } from './open-pass.ts'
import { sealPass } from './seal-pass.ts'

/** The engine of the calling thread: what a worker runs, and what command-line work and tests use. */
export const threadEngine: Engine = {
  seal: sealPass,
  open: (task, control) =>
    task.fingerprintKey ? fingerprintPass(task, task.fingerprintKey, control) : openPass(task, control),
  move: (task, control) => movePass(task, control),
}
