import { SharedClaims } from '../../message/shared-claims.ts'
import type { PassControl, PassResult } from './engine.ts'

/** How a share of a pass hears from its pool. */
export interface ShareControl extends PassControl {
  /** True once the thread is wanted elsewhere: the share ends after the frames that it has claimed. */
  readonly leaving: () => boolean
}

/**
 * What became of one thread's share of a pass. `failure.at` orders the failures of a pass: a sequential pass would have
 * met the one with the lowest first.
 */
export interface ShareEnd {
  /** What this share did: bytes of the source it finished, and of the message; a header counts where it was written. */
  readonly result: PassResult
  readonly failure: { readonly at: number; readonly error: unknown } | null
}

/** A part of a pass that one thread has claimed. */
export interface SharePart {
  readonly at: number
  readonly run: (control: PassControl) => Promise<PassResult>
}

/** What the threads of a pass share. */
export interface ShareWork {
  /** The next part that nobody has, or null where none is left. */
  readonly claim: () => SharePart | null
  /** The count of `SharedClaims` behind it. */
  readonly claims: SharedArrayBuffer
}

/** Does parts of a pass, one after the other, until none is left or the thread is wanted elsewhere. */
export async function runShare(work: ShareWork, control: ShareControl): Promise<ShareEnd> {
  let plaintextBytes = 0
  let messageBytes = 0
  let done = 0
  let failure: ShareEnd['failure'] = null
  while (failure === null && !control.leaving()) {
    const part = work.claim()
    if (part === null) break
    const before = done
    const onProgress = (bytes: number): void => {
      done = before + bytes
      control.onProgress(done)
    }
    try {
      const result = await part.run({ signal: control.signal, onProgress })
      plaintextBytes += result.plaintextBytes
      messageBytes += result.messageBytes
    } catch (error) {
      SharedClaims.abandon(work.claims)
      failure = { at: part.at, error }
    }
  }
  return { result: { plaintextBytes, messageBytes }, failure }
}
