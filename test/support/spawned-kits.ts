import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { SpawnKeystore } from '../../src/main/keys/keystore/keystore-process.ts'
import { kitEnvironment } from '../../src/main/recovery/kit-environment.ts'
import { kitRoleArgument, type KitProcessOptions } from '../../src/main/recovery/kit-process.ts'

const entry = fileURLToPath(new URL('keystore-entry.ts', import.meta.url))

/** Real kit processes, as forked Node processes. */
export function spawnedKits() {
  const children: ChildProcess[] = []
  let output = ''

  function start(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
    const child = fork(entry, [...args], {
      env: { ...env },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    children.push(child)
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
    return child
  }

  const spawn: SpawnKeystore = ({ args, environment }) => {
    const child = start(args, environment)
    return {
      port: {
        postMessage: (message) => void child.send(message as object),
        onMessage: (listener) => void child.on('message', listener),
      },
      kill: () => void child.kill('SIGKILL'),
      onExit: (listener) => void child.once('exit', listener),
    }
  }
  const environment = kitEnvironment(process.env, process.platform, tmpdir())
  return {
    options: { spawn, environment } satisfies KitProcessOptions,
    spawn,
    /** One without a client. */
    raw: () => {
      const child = start([kitRoleArgument], environment)
      const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
      return { post: (message: unknown) => void child.send(message as object), exit }
    },
    /** What all of them printed. */
    output: () => output,
    stop: async () => {
      for (const child of children)
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL')
          await once(child, 'exit')
        }
    },
  }
}
