import { setTimeout as pause } from 'node:timers/promises'
import type { RunningKeyhold } from './launch.ts'

/** How long the app may take to put everything away, in milliseconds. */
const endLimit = 15_000

/**
 * Ends the app as a person would who answers every question with going on. One that does not end in time is killed, and
 * that is an error. An app that has ended already is fine.
 */
export async function closeKeyhold({ electronApp, child }: RunningKeyhold): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await electronApp
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = async (...args: unknown[]) => {
        const { buttons = [], cancelId = 0 } = args.at(-1) as { buttons?: string[]; cancelId?: number }
        const goOn = buttons.findIndex((_, index) => index !== cancelId)
        return { response: Math.max(goOn, 0), checkboxChecked: false }
      }
    })
    .catch(() => undefined)
  const closed = electronApp.close().then(() => 'closed' as const)
  if ((await Promise.race([closed, pause(endLimit, 'late' as const, { ref: false })])) === 'closed') return
  child.kill('SIGKILL')
  throw new Error(`the app did not end within ${endLimit / 1000} s of being asked to`)
}
