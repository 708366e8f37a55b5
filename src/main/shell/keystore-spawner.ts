import type { UtilityProcess } from 'electron'
import type { SpawnKeystore } from '../keys/keystore/keystore-process.ts'

/** The one function of Electron's utilityProcess that is used. */
export interface UtilityProcessForker {
  fork(
    modulePath: string,
    args: string[],
    options: { env: Record<string, string>; execArgv: string[]; serviceName: string; stdio: 'ignore' },
  ): Pick<UtilityProcess, 'postMessage' | 'on' | 'once' | 'kill'>
}

/**
 * Starts the keystore process from its built file: with the environment it is given and no other, none of this process's
 * own Node arguments, and nowhere to print to.
 */
export function keystoreSpawner(utilityProcess: UtilityProcessForker, entryFile: string): SpawnKeystore {
  return ({ args, environment }) => {
    const child = utilityProcess.fork(entryFile, [...args], {
      env: { ...environment },
      execArgv: [],
      serviceName: 'Keyhold keystore',
      stdio: 'ignore',
    })
    return {
      port: {
        postMessage: (message) => child.postMessage(message, []),
        onMessage: (listener) => {
          child.on('message', listener)
        },
      },
      kill: () => {
        child.kill()
      },
      onExit: (listener) => {
        child.once('exit', listener)
      },
    }
  }
}
