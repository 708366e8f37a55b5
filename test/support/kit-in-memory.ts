import type { KitDeps } from '../../src/keystore/kit/make-kit.ts'
import { kitHandlers } from '../../src/keystore/kit/kit-handlers.ts'
import { serveKit } from '../../src/keystore/kit/serve-kit.ts'
import type { SpawnKeystore } from '../../src/main/keys/keystore/keystore-process.ts'

const nothing = (): void => undefined

/** A kit process in this one: its server, and how many were started and ended. */
export function kitsInMemory(deps: KitDeps) {
  const counts = { started: 0, ended: 0 }
  const environments: Readonly<Record<string, string>>[] = []
  const spawn: SpawnKeystore = ({ environment }) => {
    counts.started += 1
    environments.push(environment)
    let isAlive = true
    let toClient: (data: unknown) => void = nothing
    let toServer: (data: unknown) => void = nothing
    let exited: (code: number | null) => void = nothing
    const end = (code: number | null): void => {
      if (!isAlive) return
      isAlive = false
      counts.ended += 1
      exited(code)
    }
    const port = {
      postMessage: (message: unknown) => {
        const copy: unknown = structuredClone(message)
        if (isAlive) queueMicrotask(() => toClient(copy))
      },
      onMessage: (listener: (data: unknown) => void) => void (toServer = listener),
    }
    serveKit(port, { handlers: kitHandlers(deps), end, log: nothing })
    return {
      port: {
        postMessage: (message) => {
          const copy: unknown = structuredClone(message)
          queueMicrotask(() => toServer(copy))
        },
        onMessage: (listener) => void (toClient = listener),
      },
      kill: () => end(null),
      onExit: (listener) => void (exited = listener),
    }
  }
  return { spawn, counts, environments }
}
