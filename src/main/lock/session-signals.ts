import type { LockCause } from '../../shared/model/vault.ts'

/** What the system tells that a vault may lock for. */
export type SessionCause = Extract<LockCause, 'suspend' | 'screenLock' | 'userSwitch'>

/** The system's session: whoever starts it stops it. */
export interface SessionSignals {
  /** Calls back for each signal until the returned function is called. */
  start(onSignal: (cause: SessionCause) => void): () => void
  /** Seconds since somebody last used keyboard or mouse, anywhere in the session. */
  idleSeconds(): number
}
