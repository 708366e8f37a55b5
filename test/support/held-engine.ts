import { tarThreadEngine } from '../../src/main/jobs/engine/tar-thread-engine.ts'
import { threadEngine } from '../../src/main/jobs/engine/thread-engine.ts'
import type { WorkerEngine } from '../../src/main/jobs/engine/worker-engine.ts'
import { quickFiles } from './quick-files.ts'

/** An engine that waits at the start of every pass until it is let go, or cancelled. */
export function heldEngine(): {
  readonly engine: WorkerEngine
  /** Lets every pass go, from now on. */
  readonly letGo: () => void
  /** Lets one pass go: the next one that begins, or one that waits. */
  readonly letNext: () => void
  running: number
  most: number
} {
  const gate = Promise.withResolvers<void>()
  let next = Promise.withResolvers<void>()
  const state = { running: 0, most: 0 }
  const hold = async (signal: AbortSignal): Promise<void> => {
    state.running++
    state.most = Math.max(state.most, state.running)
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    const single = next
    await Promise.race([gate.promise, single.promise, aborted])
    if (single === next) next = Promise.withResolvers<void>()
    state.running--
  }
  const engine: WorkerEngine = {
    seal: async (task, control) => {
      await hold(control.signal)
      return threadEngine.seal(task, control)
    },
    open: threadEngine.open,
    move: threadEngine.move,
    ...tarThreadEngine(quickFiles),
    close: () => Promise.resolve(),
  }
  return Object.assign(state, { engine, letGo: () => gate.resolve(), letNext: () => next.resolve() })
}
