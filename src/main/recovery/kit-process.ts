import type { z } from 'zod'
import { keystoreReply } from '../../keystore/protocol.ts'
import { kitOperations } from '../../keystore/protocol/recovery-operations.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { KeystoreProcess, SpawnKeystore } from '../keys/keystore/keystore-process.ts'

type KitOperations = typeof kitOperations
export type KitOperation = keyof KitOperations
export type KitInput<Op extends KitOperation> = z.input<KitOperations[Op]['in']>
export type KitOutput<Op extends KitOperation> = z.output<KitOperations[Op]['out']>

/** The argument that makes the keystore's program a kit process. */
export const kitRoleArgument = '--keystore-role=kit'

export interface KitProcessOptions {
  readonly spawn: SpawnKeystore
  /** From `kitEnvironment`. */
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds that any call may take, instead of its own. */
  readonly callTimeout?: number
}

const minute = 60_000
/** Milliseconds that a call may take: the search for primes and scrypt take a slow computer minutes. */
const limits: Readonly<Record<KitOperation, number>> = {
  makeKit: 15 * minute,
  readSheets: minute,
  openKit: 15 * minute,
  unwrapWithKit: minute,
}

interface PendingCall {
  readonly operation: KitOperation
  readonly resolve: (value: unknown) => void
  readonly reject: (error: VaultError) => void
  readonly timer: NodeJS.Timeout
}

/**
 * A process that makes or opens one recovery kit: without a store, without a keychain. It is ended after its one task or
 * session, and with it goes what cannot be wiped. Both sides of its port are checked as the keystore's are.
 */
export class KitProcess {
  readonly #process: KeystoreProcess
  readonly #callTimeout: number | undefined
  readonly #pending = new Map<number, PendingCall>()
  readonly #endListeners = new Set<() => void>()
  #lastId = 0
  #hasEnded = false

  /** Throws KEYSTORE_STOPPED where it cannot be started. */
  constructor({ spawn, environment, callTimeout }: KitProcessOptions) {
    this.#callTimeout = callTimeout
    try {
      this.#process = spawn({ args: [kitRoleArgument], environment })
    } catch (cause) {
      throw new VaultError('KEYSTORE_STOPPED', 'the kit process could not be started; try again', { cause })
    }
    this.#process.onExit(() => this.#ended())
    this.#process.port.onMessage((data) => this.#receive(data))
  }

  /** Throws the process's VaultError, INVALID_REQUEST for an input outside the contract, KEYSTORE_STOPPED at its end. */
  async call<Op extends KitOperation>(operation: Op, input: KitInput<Op>): Promise<KitOutput<Op>> {
    const checked = kitOperations[operation].in.safeParse(input)
    if (!checked.success)
      throw new VaultError('INVALID_REQUEST', 'the kit process does not know such a request')
    if (this.#hasEnded) throw stopped()
    const value = await new Promise<unknown>((resolve, reject) => {
      const id = (this.#lastId += 1)
      const timer = setTimeout(() => this.end(), this.#callTimeout ?? limits[operation])
      this.#pending.set(id, { operation, resolve, reject, timer })
      this.#post({ id, operation, input: checked.data })
    })
    // `#receive` has checked it by this operation's own schema.
    return value as KitOutput<Op>
  }

  /** Called once, when the process has ended for whatever reason. */
  onEnd(listener: () => void): void {
    this.#endListeners.add(listener)
  }

  /** Kills the process; calls under way fail with KEYSTORE_STOPPED. */
  end(): void {
    this.#process.kill()
    this.#ended()
  }

  #post(request: object): void {
    const { port } = this.#process
    try {
      port.postMessage.call(port, request)
    } catch {
      this.end()
    }
  }

  #receive(data: unknown): void {
    if (this.#hasEnded) return
    const reply = keystoreReply.safeParse(data)
    if (!reply.success || 'news' in reply.data) return this.end()
    const call = this.#pending.get(reply.data.id)
    if (call === undefined) return this.end()
    if (!reply.data.ok) {
      const { code, message, facts } = reply.data.error
      return this.#settle(reply.data.id, () => call.reject(new VaultError(code, message, { facts })))
    }
    const value = kitOperations[call.operation].out.safeParse(reply.data.value)
    if (!value.success) return this.end()
    return this.#settle(reply.data.id, () => call.resolve(value.data))
  }

  #settle(id: number, settle: () => void): void {
    clearTimeout(this.#pending.get(id)?.timer)
    this.#pending.delete(id)
    settle()
  }

  #ended(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer)
      reject(stopped())
    }
    this.#pending.clear()
    for (const listener of this.#endListeners) listener()
  }
}

/** Runs one task in a process of its own, which is ended whatever comes of it. */
export async function withKitProcess<T>(
  options: KitProcessOptions,
  task: (kit: KitProcess) => Promise<T>,
): Promise<T> {
  const kit = new KitProcess(options)
  try {
    return await task(kit)
  } finally {
    kit.end()
  }
}

function stopped(): VaultError {
  return new VaultError('KEYSTORE_STOPPED', 'the kit process ended; try again')
}
