import { setTimeout as pause } from 'node:timers/promises'
import type { Dialog } from 'electron'

const defaultPatience = 15_000

export interface QuitGuardOptions {
  /** Whether files are being worked on now, or wait. */
  readonly isWorking: () => boolean
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  /** Cancels what runs, removes staged files, ends the keystore process. */
  readonly shutDown: () => Promise<void>
  /** Ends the app, for good. */
  readonly quit: () => void
  /** Milliseconds that `shutDown` may take: a disk that hangs must not keep the app. */
  readonly patience?: number
}

/** Listens to `before-quit` and to a window's `close`. */
export type QuitGuard = (event: { readonly preventDefault: () => void }) => void

/**
 * Asks before work is lost, and lets the app end only after the jobs have put everything away. `before-quit` and a
 * window's `close` both come here; however often they come, one question is asked and one shut-down is run.
 */
export function createQuitGuard(options: QuitGuardOptions): QuitGuard {
  let state: 'open' | 'deciding' | 'ended' = 'open'

  async function decide(): Promise<void> {
    if (options.isWorking() && !(await mayStop(options.dialog))) {
      state = 'open'
      return
    }
    // What is left unfinished then is in the journal, and the next start removes it.
    await Promise.race([
      options.shutDown().catch(() => undefined),
      pause(options.patience ?? defaultPatience, undefined, { ref: false }),
    ])
    state = 'ended'
    options.quit()
  }

  return (event) => {
    if (state === 'ended') return
    event.preventDefault()
    if (state === 'deciding') return
    state = 'deciding'
    void decide().catch(() => {
      state = 'open'
    })
  }
}

async function mayStop(dialog: Pick<Dialog, 'showMessageBox'>): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Files are still being worked on',
    detail:
      'If you quit now, they are stopped and nothing half-done is left behind. What is not done is offered to you again at the next start.',
    buttons: ['Keep working', 'Stop them and quit'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
