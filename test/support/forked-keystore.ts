import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { KeystoreClient } from '../../src/main/keys/keystore/keystore-client.ts'
import { keystoreEnvironment } from '../../src/main/keys/keystore/keystore-environment.ts'
import type { SpawnKeystore } from '../../src/main/keys/keystore/keystore-process.ts'
import type { VaultStatus } from '../../src/shared/model/vault.ts'

const entry = fileURLToPath(new URL('keystore-entry.ts', import.meta.url))

export interface ForkedKeystoreOptions {
  readonly directory: string
  /** The environment that the filter of the product gets to see. */
  readonly env: Readonly<Record<string, string>>
  /** Makes the process draw its randomness from this text. */
  readonly seed?: string
  readonly keychainTimeout?: number
}

/** The real client with the real keystore process behind it, as a forked Node process. */
export class ForkedKeystore {
  readonly client: KeystoreClient
  readonly children: ChildProcess[] = []
  readonly states: VaultStatus[] = []
  /** What all its processes printed. */
  output = ''

  constructor({ directory, env, seed, keychainTimeout }: ForkedKeystoreOptions) {
    const environment = {
      ...keystoreEnvironment(env, process.platform),
      ...(seed === undefined ? {} : { KEYHOLD_TEST_SEED: seed }),
      ...(keychainTimeout === undefined ? {} : { KEYHOLD_TEST_KEYCHAIN_TIMEOUT: String(keychainTimeout) }),
    }
    const spawn: SpawnKeystore = (options) => this.#spawn(options)
    this.client = new KeystoreClient({ spawn, directory, service: 'Keyhold test', environment })
    this.client.onStatus((status) => this.states.push(status))
  }

  /** The process that runs now. */
  get child(): ChildProcess {
    const child = this.children.at(-1)
    if (child === undefined) throw new Error('no keystore process was started yet')
    return child
  }

  /** Waits until a state came that fits. */
  async until(state: VaultStatus['state']): Promise<void> {
    for (let tries = 0; tries < 500; tries += 1) {
      if (this.states.at(-1)?.state === state) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`waited 10 s for ${state}, it is ${this.states.at(-1)?.state}`)
  }

  async stop(): Promise<void> {
    this.client.close()
    for (const child of this.children)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  #spawn({ args, environment }: Parameters<SpawnKeystore>[0]): ReturnType<SpawnKeystore> {
    const child = fork(entry, [...args], {
      env: { ...environment },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.children.push(child)
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text))
    return {
      port: {
        postMessage: (message) => void child.send(message as object),
        onMessage: (listener) => void child.on('message', listener),
      },
      kill: () => void child.kill(),
      onExit: (listener) => void child.once('exit', listener),
    }
  }
}
