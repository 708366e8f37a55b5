import type { HistoryPort } from '../../catalog/history-port.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'

export interface HistoryCallServices {
  readonly history: HistoryPort
  /** Shows a path of the main process's own in the file manager. */
  readonly reveal: (path: string) => void
}

/** Calls about what was done earlier. */
export function historyHandlers({ history, reveal }: HistoryCallServices): HandlersOf<'history'> {
  return {
    'history.list': (query) => history.list(query),
    'history.clear': async ({ what }) => {
      await history.clear(what)
      return {}
    },
    'history.reveal': async ({ id }) => {
      reveal(await history.revealTarget(id))
      return {}
    },
  }
}
