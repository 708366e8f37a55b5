import { stopIfCancelled } from '../engine/cancelled.ts'
import { isEngineLost } from '../engine/engine-lost.ts'

/**
 * Runs an attempt, and a second one where a worker ended under the first: that is not the file's fault. Every attempt
 * begins anew, so nothing that the first one made is used again.
 */
export async function onceMore<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (!isEngineLost(error)) throw error
    stopIfCancelled(signal)
    return await attempt()
  }
}
