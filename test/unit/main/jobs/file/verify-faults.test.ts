import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verifyFile } from '../../../../../src/main/jobs/file/verify-file.ts'
import { isVaultError } from '../../../../../src/shared/vault-error.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import type { ChooseFault, Fault, Operation } from '../../../../support/faulty-files.ts'
import { keyring, messageOf } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

// Three steps of one frame each, so that a read is under way while a frame is opened.
const frameLength = 512 * 1024
const size = 2 * frameLength + 1000
const message = await messageOf(bytes(size), frameLength)
const reading = new Set(['look at', 'open', 'read', 'close'])

interface Attempt {
  readonly operations: readonly Operation[]
  readonly error: unknown
}

async function tryOnce(choose: ChooseFault): Promise<Attempt> {
  using room = new Room()
  const source = room.write('a.bin.encrypted', message)
  const files = faultyFiles(quickFiles, choose)
  const error: unknown = await verifyFile({ files, keyring, source }).then(
    ({ plaintextBytes }) => (plaintextBytes === size ? null : new Error('verified something else')),
    (thrown: unknown) => thrown,
  )
  expect(room.names(), 'nothing is written').toEqual(['a.bin.encrypted'])
  expect(fs.readFileSync(source).equals(message), 'the message is untouched').toBe(true)
  expect(files.operations.filter(({ operation }) => !reading.has(operation))).toEqual([])
  return { operations: files.operations, error }
}

const faults: readonly Fault[] = [
  ...['EIO', 'ENOSPC', 'EACCES', 'EXDEV'].map((errno) => ({ kind: 'error', errno }) as const),
  { kind: 'doneButReported', errno: 'EIO' },
  { kind: 'short' },
]

describe('verifying a message', () => {
  it.each(
    faults.map((fault) => ['errno' in fault ? `${fault.kind} ${fault.errno}` : fault.kind, fault] as const),
  )(
    'never says that it is whole, and writes nothing, when any one file operation ends in: %s',
    async (_, fault) => {
      const { operations } = await tryOnce(() => undefined)
      expect(operations.length).toBeGreaterThan(6)
      for (const { index, operation } of operations) {
        const { error } = await tryOnce((now) => (now.index === index ? fault : undefined))
        // What was read was read, whether or not its file could be closed.
        if (fault.kind === 'short' || operation === 'close')
          expect(error, `${operation} at ${index}`).toBe(null)
        else {
          expect(isVaultError(error), `${operation} at ${index}`).toBe(true)
          expect(error).toMatchObject({ facts: { operation, errno: 'errno' in fault ? fault.errno : '' } })
        }
      }
    },
  )
})
