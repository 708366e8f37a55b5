import os from 'node:os'
import { SharedClaims } from '../../message/shared-claims.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { Engine, MoveTask, OpenTask, PassControl, PassResult, SealTask } from './engine.ts'
import { checkMoved } from './move-pass.ts'
import { moveShareOf } from './move-share.ts'
import { addUp, resultsOf } from './part-ends.ts'
import { checkSealed } from './seal-pass.ts'
import { shareSizes } from './share-sizes.ts'
import type { TarEngine } from './tar-engine.ts'
import { ThreadPool } from './thread-pool.ts'
import type { PoolPass } from './thread-pool.ts'
import type { WorkerTask } from './worker-messages.ts'

export interface WorkerEngine extends Engine, TarEngine {
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

  const runAll = async (
    pass: Omit<PoolPass, 'signal'>,
    { signal }: PassControl,
  ): Promise<readonly PassResult[]> => resultsOf(await pool.run({ ...pass, signal }), signal)

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
    const sealed = addUp(await runAll(pass, control))
    checkSealed(task, sealed)
    return sealed
  }

  const open = async (task: OpenTask, control: PassControl): Promise<PassResult> => {
    const { ticket, size, fingerprintKey = null } = task
    const { atMost, stepsAtOnce } = shareSizes(task, threads)
    const files = { source: task.source.descriptor, target: task.target?.descriptor ?? null }
    const work = { kind: 'open', ...files, ticket, size, fingerprintKey } as const
    if (atMost === 1 || ticket.contentType !== 'framed') return run({ ...work, share: null }, control)
    const claims = SharedClaims.memory()
    const pass = {
      task: { ...work, share: { claims, stepsAtOnce } },
      atMost,
      anyLeft: () => SharedClaims.anyLeft(claims),
      bytesOf: (result: PassResult) => result.messageBytes,
      onProgress: (bodyBytes: number) => control.onProgress(ticket.headerLength + bodyBytes),
    }
    const { messageBytes, ...opened } = addUp(await runAll(pass, control))
    if (ticket.headerLength + messageBytes === size) return { ...opened, messageBytes: size }
    throw new VaultError('INTERNAL', 'a part of this message was not opened; nothing was published')
  }

  const move = async (task: MoveTask, control: PassControl): Promise<PassResult> => {
    const sharing = moveShareOf(task, threads)
    const files = { source: task.source.descriptor, target: task.target.descriptor }
    const work = { kind: 'move', ...task, ...files } as const
    if (sharing === null) return run({ ...work, share: null }, control)
    const { atMost, ...share } = sharing
    const pass = {
      task: { ...work, share },
      atMost,
      anyLeft: () => SharedClaims.anyLeft(task.seal.claims),
      bytesOf: (result: PassResult) => result.plaintextBytes,
      onProgress: (bytes: number) =>
        control.onProgress(Math.floor((bytes / share.plaintextBytes) * task.size)),
    }
    const moved = addUp(await runAll(pass, control))
    checkMoved(task, moved, share.plaintextBytes)
    return moved
  }

  return {
    seal,
    open,
    move,
    survey: async (task, { signal }) => {
      const { survey } = await run({ kind: 'survey', ...task }, { signal, onProgress: () => {} })
      if (survey === undefined) throw new VaultError('INTERNAL', 'the worker did not say what it found')
      return survey
    },
    pack: ({ target, ...task }, control) =>
      run({ kind: 'pack', target: target.descriptor, ...task }, control),
    unpack: async ({ source, ...task }, control) => {
      const { tree, ...result } = await run({ kind: 'unpack', source: source.descriptor, ...task }, control)
      if (tree === undefined) throw new VaultError('INTERNAL', 'the worker did not say what it unpacked')
      return { ...result, tree }
    },
    close: () => pool.close(),
  }
}
