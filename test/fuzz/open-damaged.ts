import fs from 'node:fs'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import type { Engine } from '../../src/main/jobs/engine/engine.ts'
import { defaultMessageLimits } from '../../src/main/message/message-limits.ts'
import type { MessageLimits } from '../../src/main/message/message-limits.ts'
import { isVaultError } from '../../src/shared/vault-error.ts'
import { faultyFiles } from '../support/faulty-files.ts'
import type { Room } from '../support/jobs-room.ts'
import { quickFiles } from '../support/quick-files.ts'
import { fuzzKeyring } from './fuzz-keyring.ts'

/** What came of opening a message: `opened`, or the code it was refused with, and the words beside the code. */
export interface Outcome {
  readonly code: string
  /** Code, facts and sentence without numbers: what tells one refusal from another. */
  readonly signature: string
  readonly plaintext: Buffer | null
}

export const anyCommitment: MessageLimits = {
  ...defaultMessageLimits,
  commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT',
}

const keyring = fuzzKeyring()
const source = 'damaged.encrypted'
const mebibyte = 1024 * 1024
/** Buffers and heap that opening a small message may take, its own copies and what is not collected yet included. */
const mostMemory = 48 * mebibyte
/** The same where any number of doors is let in: 65,535 of them are as many small objects, read anew as the header grows. */
const mostMemoryForDoors = 400 * mebibyte

/**
 * Opens `message` from a file into a file, as a job does, and checks what must hold whatever the message is. Throws an
 * Error that says what did not hold.
 */
export async function openDamaged(
  room: Room,
  message: Uint8Array,
  options: { readonly limits?: MessageLimits; readonly engine?: Engine } = {},
): Promise<Outcome> {
  room.write(source, message)
  const usage = watchMemory()
  const files = faultyFiles(quickFiles, () => {
    usage.look()
    return undefined
  })
  const result = await decryptFile({
    files,
    keyring,
    source: room.path(source),
    target: room.path('opened'),
    ...options,
  }).then(
    () => null,
    (error: unknown) => error ?? 'nothing was thrown',
  )
  usage.look()
  const operations = files.operations.length
  const most = 60 + Math.ceil(message.length / (64 * 1024))
  check(operations <= most, `it took ${operations} file operations, more than ${most}`)
  const taken = usage.peak() - message.length * 4
  const allowed = options.limits?.maxEncryptedDataKeys === null ? mostMemoryForDoors : mostMemory
  check(taken <= allowed, `it took ${Math.round(taken / mebibyte)} MiB of memory`)
  check(fs.readFileSync(room.path(source)).equals(message), 'the source was changed')
  const left = room.names().filter((name) => name !== source)
  if (result !== null) {
    check(left.length === 0, `a refused message left ${left.join()}`)
    return refusal(result)
  }
  check(left.join() === 'opened', `an opened message left ${left.join()}`)
  const plaintext = fs.readFileSync(room.path('opened'))
  fs.rmSync(room.path('opened'))
  return { code: 'opened', signature: 'opened', plaintext }
}

function refusal(error: unknown): Outcome {
  check(isVaultError(error), `it was refused with something that is no VaultError: ${String(error)}`)
  if (!isVaultError(error)) throw error
  const { code, message, facts } = error
  check(code !== 'INTERNAL', `it was refused as our own failure: ${message}`)
  const words = [code, facts['what'] ?? facts['part'] ?? '', message].join(' ')
  return { code, signature: words.replaceAll(/\d+/g, 'N'), plaintext: null }
}

function watchMemory() {
  const before = memoryNow()
  let most = before
  return { look: () => (most = Math.max(most, memoryNow())), peak: () => most - before }
}

function memoryNow(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}
