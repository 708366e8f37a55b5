import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { KeystoreClient } from '../../src/main/keys/keystore/keystore-client.ts'
import type { KeystoreProcess } from '../../src/main/keys/keystore/keystore-process.ts'

/** Where the store of a profile is; its keychain is a file beside it. */
export const keystoreFolder = (profile: string): string => path.join(profile, 'keystore')

/** The product's client with a real keystore process behind it. Its store is in `profile`, and is made where there is none. */
export async function startKeystore(profile: string) {
  let child: ChildProcess | undefined
  const keystore = new KeystoreClient({
    spawn: ({ args, environment }) => keystoreProcess((child = forkKeystore(args, environment))),
    directory: keystoreFolder(profile),
    service: 'Keyhold bench',
    environment: {},
  })
  if ((await keystore.status()).state === 'notSetUp') await keystore.setUp()
  return { keystore, pid: () => child?.pid ?? 0 }
}

function forkKeystore(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return fork(fileURLToPath(new URL('keystore-entry.ts', import.meta.url)), [...args], {
    env: { ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  })
}

function keystoreProcess(child: ChildProcess): KeystoreProcess {
  return {
    port: {
      postMessage: (message) => void child.send(message as object),
      onMessage: (listener) => void child.on('message', listener),
    },
    kill: () => void child.kill(),
    onExit: (listener) => void child.once('exit', listener),
  }
}
