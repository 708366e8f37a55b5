import os from 'node:os'
import { SharedClaims } from '../../message/shared-claims.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { cancelled } from './cancelled.ts'
import type { Engine, OpenTask, PassControl, PassResult, SealTask } from './engine.ts'
import { engineLost } from './engine-lost.ts'
import type { PartEnd } from './pool-thread.ts'
import { checkSealed } from './seal-pass.ts'
import { shareSizes } from './share-sizes.ts'
import { ThreadPool } from './thread-pool.ts'
import type { PoolPass } from './thread-pool.ts'
import type { WorkerTask } from './worker-messages.ts'

export interface WorkerEngine extends Engine {
  /** Ends every worker. Passes under way fail; their promises settle once the threads have ended. */
  close(): Promise<void>
}

export interface WorkerEngineOptions {
  /** Worker threads at most. Default: one a core. */
  readonly threads?: number
}

/**
 * An engine over worker threads, at most one a core and kept for the next pass; passes beyond that wait in their order.
 * A large unsigned file in frames is worked on by all free threads. A worker that ends under a pass fails it with
 * `engineLost`; one that does not stop within 5 s of a cancel is ended.
 */
export function workerEngine(
  workerUrl: URL,
  { threads = os.availableParallelism() }: WorkerEngineOptions = {},
): WorkerEngine {
  const pool = new ThreadPool(workerUrl, threads)

  const runAll = async (pass: Omit<PoolPass, 'signal'>, { signal }: PassControl): Promise<PassResult[]> =>
    resultsOf(await pool.run({ ...pass, signal }), signal)

  const run = async (task: WorkerTask, control: PassControl): Promise<PassResult> => {
    const alone = { atMost: 1, anyLeft: () => false, bytesOf: () => 0, onProgress: control.onProgress }
    const [result] = await runAll({ task, ...alone }, control)
    if (result === undefined) throw new VaultError('INTERNAL', 'the worker gave no result')
    return result
  }

  const seal = async (task: SealTask, control: PassControl): Promise<PassResult> => {
    const { header, ticket, size } = task
    const { atMost, framesAtOnce } = shareSizes(task, threads)
    const files = { source: task.source.descriptor, target: task.target.descriptor }
    const work = { kind: 'seal', ...files, header, ticket, size } as const
    if (atMost === 1) return run({ ...work, framesAtOnce: null }, control)
    const pass = {
      task: { ...work, framesAtOnce },
      atMost,
      anyLeft: () => SharedClaims.anyLeft(ticket.claims),
      bytesOf: (result: PassResult) => result.plaintextBytes,
      onProgress: control.onProgress,
    }
    const sealed = sum(await runAll(pass, control))
    checkSealed(task, sealed)
    return sealed
  }

  const open = async (task: OpenTask, control: PassControl): Promise<PassResult> => {
    const { ticket, size, fingerprintKey = null } = task
    const { atMost, stepsAtOnce } = shareSizes(task, threads)
    const files = { source: task.source.descriptor, target: task.target?.descriptor ?? null }
    const work = { kind: 'open', ...files, ticket, size, fingerprintKey } as const
    // A fingerprint is of all bytes in their order.
    if (atMost === 1 || ticket.contentType !== 'framed' || fingerprintKey !== null) {
      return run({ ...work, share: null }, control)
    }
    const claims = SharedClaims.memory()
    const pass = {
      task: { ...work, share: { claims, stepsAtOnce } },
      atMost,
      anyLeft: () => SharedClaims.anyLeft(claims),
      bytesOf: (result: PassResult) => result.messageBytes,
      onProgress: (bodyBytes: number) => control.onProgress(ticket.headerLength + bodyBytes),
    }
    const { plaintextBytes, messageBytes } = sum(await runAll(pass, control))
    if (ticket.headerLength + messageBytes === size) return { plaintextBytes, messageBytes: size }
    throw new VaultError('INTERNAL', 'a part of this message was not opened; nothing was published')
  }

  return {
    seal,
    open,
    move: ({ source, target, ...task }, control) =>
      run({ kind: 'move', source: source.descriptor, target: target.descriptor, ...task }, control),
    close: () => pool.close(),
  }
}

/**
 * The results of all parts, or the error of the pass: a lost worker's, because nobody knows what it would have met, or the
 * one that a sequential pass would have met first.
 */
function resultsOf(ends: readonly PartEnd[], signal: AbortSignal): PassResult[] {
  const results: PassResult[] = []
  let first: Extract<PartEnd, { kind: 'failed' }> | undefined
  let lost: Extract<PartEnd, { kind: 'lost' }> | undefined
  for (const end of ends) {
    if (end.kind === 'done') results.push(end.result)
    else if (end.kind === 'lost') lost = end
    else if (end.at < (first?.at ?? Number.POSITIVE_INFINITY)) first = end
  }
  if (lost === undefined && first === undefined) return results
  if (signal.aborted) throw cancelled()
  throw lost === undefined ? first?.error : engineLost(lost.cause)
}

function sum(results: readonly PassResult[]): PassResult {
  let plaintextBytes = 0
  let messageBytes = 0
  for (const result of results) {
    plaintextBytes += result.plaintextBytes
    messageBytes += result.messageBytes
  }
  return { plaintextBytes, messageBytes }
}
