import type { Dialog } from 'electron'

export interface QuitGuardOptions {
  /** Whether files are being worked on now. */
  readonly isWorking: () => boolean
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  /** Cancels what runs, removes staged files, ends the keystore process. */
  readonly shutDown: () => Promise<void>
  /** Ends the app, for good. */
  readonly quit: () => void
}

type QuitEvent = { readonly preventDefault: () => void }

/**
 * Asks before work is lost, and lets the app end only after the jobs have put everything away. `before-quit` and a
 * window's `close` both come here; however often they come, one question is asked and one shut-down is run.
 */
export function createQuitGuard(options: QuitGuardOptions): (event: QuitEvent) => void {
  let state: 'open' | 'deciding' | 'ended' = 'open'

  async function decide(): Promise<void> {
    if (options.isWorking() && !(await mayStop(options.dialog))) {
      state = 'open'
      return
    }
    await options.shutDown().catch(() => undefined)
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
      'If you quit now, they are cancelled. Your originals stay as they are and nothing is left behind.',
    buttons: ['Keep working', 'Cancel them and quit'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
