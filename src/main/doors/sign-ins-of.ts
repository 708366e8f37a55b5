import type { Connections } from '../credentials/connections.ts'
import type { Asking } from './signed-in-calls.ts'

type Questions = Pick<Connections, 'questions' | 'onQuestions'>

/** Whether connections ask a person for something now. */
export function askingOf(connections: Questions): Asking {
  return {
    isAsked: (id) => connections.questions().some(({ connectionId }) => connectionId === id),
    onChange: (listener) => connections.onQuestions(listener),
  }
}

/**
 * When a connection's credentials are worth another try, for jobs that wait: not while a person is asked for something,
 * though the credentials have not ended by then. Throws as `CredentialState.waitUntilUsable`.
 */
export function signInsOf(connections: Questions & Pick<Connections, 'waitUntilUsable'>) {
  const asking = askingOf(connections)
  return {
    waitUntilUsable: async (connectionId: string, signal: AbortSignal): Promise<void> => {
      await untilAnswered(asking, connectionId, signal)
      await connections.waitUntilUsable(connectionId, signal)
    },
  }
}

function untilAnswered(asking: Asking, connectionId: string, signal: AbortSignal): Promise<void> {
  const answered = Promise.withResolvers<void>()
  const look = (): void => {
    if (signal.aborted) answered.reject(signal.reason)
    else if (!asking.isAsked(connectionId)) answered.resolve()
  }
  const stop = asking.onChange(look)
  signal.addEventListener('abort', look, { once: true })
  look()
  return answered.promise.finally(() => {
    stop()
    signal.removeEventListener('abort', look)
  })
}
