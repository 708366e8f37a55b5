import { isVaultError } from '../shared/vault-error.ts'
import type { VaultStatus } from '../shared/model/vault.ts'
import { keystoreHandlers } from './handlers/keystore-handlers.ts'
import type { Answer } from './handlers/operation-handler.ts'
import { atMostEvery } from './log/at-most-every.ts'
import type { ActivityLog } from './log/activity-log.ts'
import { StoreFollower } from './log/store-follower.ts'
import type { KeystorePort } from './keystore-port.ts'
import { keystoreRequest, type KeystoreReply } from './protocol.ts'
import type { VaultOperations } from './vault.ts'

/** What the process exits with after a message that breaks the contract (EX_PROTOCOL of sysexits.h). */
export const malformedMessageExitCode = 76

/** Milliseconds between two news that the log grew. */
const newsPause = 1000

export interface ServerDeps {
  /** What the operations do with the vault. */
  readonly handlersOf?: typeof keystoreHandlers
  /** The activity log; without one nothing is logged. */
  readonly activity?: ActivityLog
  readonly startVault: (
    onStatus: (status: VaultStatus) => void,
    onChanged: (epoch: number) => void,
  ) => VaultOperations
  /** Ends the process at once. */
  readonly end: (exitCode: number) => void
  /** Writes one line for whoever looks after the program. Never content of a message. */
  readonly log: (line: string) => void
}

/**
 * Answers the requests of the main process. Every message is checked by schema before anything is done; one that
 * breaks the contract ends the process, because its sender can no longer be the program that it belongs to. Errors
 * leave as closed codes with their facts; an unforeseen one says nothing but INTERNAL.
 */
export function serveKeystore(
  port: KeystorePort,
  { startVault, activity, handlersOf = keystoreHandlers, end, log }: ServerDeps,
): void {
  let isEnding = false
  const post = (reply: KeystoreReply): void => {
    if (!isEnding) port.postMessage(reply)
  }
  const kept = activity === undefined ? undefined : { log: activity, follower: new StoreFollower(activity) }
  const vault = startVault(
    (status) => {
      kept?.follower.follow(status, vault)
      post({ news: 'status', status })
    },
    (epoch) => {
      kept?.follower.changed(vault)
      post({ news: 'changed', epoch })
    },
  )
  activity?.onGrown(atMostEvery(newsPause, () => post({ news: 'activity' })))
  const handlers = handlersOf(vault, kept)
  port.onMessage((data) => {
    if (isEnding) return
    const request = keystoreRequest.safeParse(data)
    const run = request.success ? handlers[request.data.operation](request.data.input) : undefined
    if (request.success && run !== undefined) {
      void answer(request.data.id, run, post)
      return
    }
    isEnding = true
    activity?.close()
    vault.close()
    log('keystore: a malformed message came in; ending')
    end(malformedMessageExitCode)
  })
}

async function answer(
  id: number,
  run: () => Promise<Answer>,
  post: (reply: KeystoreReply) => void,
): Promise<void> {
  try {
    const { value, wipe } = await run()
    post({ id, ok: true, value })
    wipe?.()
  } catch (error) {
    post({ id, ok: false, error: toReplyError(error) })
  }
}

function toReplyError(error: unknown): Extract<KeystoreReply, { ok: false }>['error'] {
  if (isVaultError(error)) return { code: error.code, message: error.message, facts: error.facts }
  return { code: 'INTERNAL', message: 'the keystore failed in a way that it does not know', facts: {} }
}
