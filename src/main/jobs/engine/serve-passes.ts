import type { MessagePort } from 'node:worker_threads'
import type { SealFrame } from '../../message/frame-sealer.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenedFile } from '../files/files.ts'
import { blockingFiles } from '../files/blocking-files.ts'
import { openedFile } from '../files/opened-file.ts'
import { blockingFile } from './blocking-file.ts'
import type { PassResult } from './engine.ts'
import { ioBytes } from './io-buffers.ts'
import { movePass } from './move-pass.ts'
import { fingerprintShare } from './move-read-back.ts'
import { moveShare } from './move-share.ts'
import { openShare } from './open-pass.ts'
import { sealPass, sealShare } from './seal-pass.ts'
import type { ShareControl, ShareEnd } from './share.ts'
import { tarThreadEngine } from './tar-thread-engine.ts'
import { threadEngine } from './thread-engine.ts'
import { toWire } from './worker-messages.ts'
import type { FromWorker, MessageTask, TarTask, ToWorker, WorkerTask } from './worker-messages.ts'

const progressEveryMs = 100

/** A file of a pass: waited for by this thread itself, unless hashing leaves it time to transfer meanwhile. */
function fileFor(task: MessageTask): (descriptor: number) => OpenedFile {
  const clock = { lastBreath: performance.now() }
  return hashesAll(task)
    ? (descriptor) => openedFile(descriptor, '')
    : (descriptor) => blockingFile(descriptor, clock)
}

function hashesAll(task: MessageTask): boolean {
  if (task.size <= ioBytes) return false
  if (task.kind === 'move') return task.open.signature !== null || task.seal.signature !== null
  return task.ticket.signature !== null
}

async function whole(pass: Promise<PassResult>): Promise<ShareEnd> {
  return { result: await pass, failure: null }
}

async function runTarPass(task: TarTask, control: ShareControl, sealFrame?: SealFrame): Promise<PassResult> {
  const tarEngine = tarThreadEngine(blockingFiles(), sealFrame)
  const clock = { lastBreath: performance.now() }
  if (task.kind === 'pack')
    return tarEngine.pack({ ...task, target: blockingFile(task.target, clock) }, control)
  if (task.kind === 'unpack')
    return tarEngine.unpack({ ...task, source: blockingFile(task.source, clock) }, control)
  return { plaintextBytes: 0, messageBytes: 0, survey: await tarEngine.survey(task, control) }
}

function isTarTask(task: WorkerTask): task is TarTask {
  return task.kind === 'pack' || task.kind === 'unpack' || task.kind === 'survey'
}

async function runPass(task: WorkerTask, control: ShareControl, sealFrame?: SealFrame): Promise<ShareEnd> {
  if (isTarTask(task)) return whole(runTarPass(task, control, sealFrame))
  const file = fileFor(task)
  const source = file(task.source)
  const target = task.target === null ? null : file(task.target)
  if (task.kind === 'open') {
    const open = { ...task, source, target }
    if (task.share === null) return whole(threadEngine.open(open, control))
    const part = { ...open, ...task.share }
    return task.fingerprintKey === null
      ? openShare(part, control)
      : fingerprintShare(part, task.fingerprintKey, control)
  }
  if (target === null) throw new VaultError('INVALID_REQUEST', 'this pass needs a file to write to')
  if (task.kind === 'move') {
    return task.share === null
      ? whole(movePass({ ...task, source, target }, control, sealFrame))
      : moveShare({ ...task, ...task.share, source, target }, control, sealFrame)
  }
  const { framesAtOnce } = task
  if (framesAtOnce === null) return whole(sealPass({ ...task, source, target }, control, sealFrame))
  return sealShare({ ...task, source, target, framesAtOnce }, control, sealFrame)
}

/** Passes on the first figure of a pass, and then at most ten a second. */
function throttled(post: (bytesDone: number) => void): (bytesDone: number) => void {
  let last = Number.NEGATIVE_INFINITY
  return (bytesDone) => {
    const now = performance.now()
    if (now - last < progressEveryMs) return
    last = now
    post(bytesDone)
  }
}

/**
 * Runs the passes that a pool posts to this port, one at a time, over descriptors that the main thread opened and will
 * close. `sealFrame` is a test's.
 */
export function servePasses(port: MessagePort, sealFrame?: SealFrame): void {
  const post = (message: FromWorker): void => port.postMessage(message)
  let running = new AbortController()
  let leaving = false
  // A task that cannot be read would be waited for without end: the thread ends instead, and its pass fails as lost.
  port.on('messageerror', (error) => {
    throw error
  })
  port.on('message', (message: ToWorker) => {
    if ('cancel' in message) return running.abort()
    if ('leave' in message) {
      leaving = true
      return
    }
    running = new AbortController()
    leaving = false
    const onProgress = throttled((progress) => post({ progress }))
    const control = { signal: running.signal, onProgress, leaving: () => leaving }
    runPass(message.run, control, sealFrame)
      .then(({ result, failure }) => post(failure ? toWire(failure.error, failure.at) : { done: result }))
      .catch((error: unknown) => post(toWire(error)))
  })
}
