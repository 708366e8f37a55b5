import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../../../src/main/jobs/engine/engine.ts'
import { engineLost } from '../../../../../src/main/jobs/engine/engine-lost.ts'
import { threadEngine } from '../../../../../src/main/jobs/engine/thread-engine.ts'
import type { EncryptedDataKey } from '../../../../../src/main/message/encrypted-data-key.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import {
  decryptIn,
  encryptIn,
  filesWith,
  keyring,
  messageOf,
  nth,
  testKeyring,
} from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

const hex = (id: Uint8Array): string => Buffer.from(id).toString('hex')

/** An engine whose worker dies under its first `deaths` passes, after the whole pass was done. */
function dyingEngine(deaths: number): { readonly engine: Engine; readonly messageIds: string[] } {
  const messageIds: string[] = []
  let left = deaths
  const engine: Engine = {
    seal: async (task, control) => {
      messageIds.push(hex(task.ticket.messageId))
      const result = await threadEngine.seal(task, control)
      if (left-- > 0) throw engineLost(new Error('died'))
      return result
    },
    open: async (task, control) => {
      const result = await threadEngine.open(task, control)
      if (left-- > 0) throw engineLost(new Error('died'))
      return result
    },
    move: threadEngine.move,
  }
  return { engine, messageIds }
}

/** A keyring that remembers the data keys it made. */
function watched(): { readonly watching: Keyring; readonly keys: Buffer[] } {
  const keys: Buffer[] = []
  const watching: Keyring = {
    unwrap: (request) => keyring.unwrap(request),
    wrap: async (request) => {
      const outcome = await keyring.wrap(request)
      outcome.dataKey.use((key) => keys.push(Buffer.from(key)))
      return outcome
    },
  }
  return { watching, keys }
}

describe('a message whose worker ended', () => {
  it('is begun anew once, with another message id and another data key', async () => {
    using room = new Room()
    const content = bytes(3000)
    room.write('a.bin', content)
    const { engine, messageIds } = dyingEngine(1)
    const { watching, keys } = watched()
    await encryptIn(room, { engine, keyring: watching })
    expect(new Set(messageIds).size).toBe(2)
    expect(keys).toHaveLength(2)
    expect(keys[0]?.equals(keys[1] ?? Buffer.alloc(0))).toBe(false)
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
    expect(fs.readFileSync((await decryptIn(room)).path).equals(content)).toBe(true)
  })

  it('fails when it happens again, and leaves nothing', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const { engine } = dyingEngine(2)
    await expect(encryptIn(room, { engine })).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('is not begun anew where the file was the cause', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const { engine, messageIds } = dyingEngine(0)
    const files = filesWith(nth('write', /part$/, 1, { kind: 'error', errno: 'EIO' }))
    await expect(encryptIn(room, { engine, files })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(messageIds).toHaveLength(1)
  })

  it('is not begun anew once it is cancelled', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const controller = new AbortController()
    const { engine, messageIds } = dyingEngine(1)
    const dying: Engine = {
      ...engine,
      seal: (task, control) => engine.seal(task, control).finally(() => controller.abort()),
    }
    await expect(encryptIn(room, { engine: dying, signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(messageIds).toHaveLength(1)
    expect(room.names()).toEqual(['a.bin'])
  })

  it('is opened again once', async () => {
    using room = new Room()
    room.write('a.bin.encrypted', await messageOf(bytes(100)))
    const { engine } = dyingEngine(1)
    await decryptIn(room, { engine })
    expect(room.names()).toEqual(['a.bin.encrypted', 'out.bin'])
  })
})

describe('data keys', () => {
  it('are wiped after encrypting, reading back and opening, also after a failure', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const lent: { readonly isWiped: boolean }[] = []
    const lending: Keyring = {
      wrap: async (request) => {
        const outcome = await keyring.wrap(request)
        lent.push(outcome.dataKey)
        return outcome
      },
      unwrap: async (request) => {
        const outcome = await keyring.unwrap(request)
        if (outcome.opened) lent.push(outcome.dataKey)
        return outcome
      },
    }
    await encryptIn(room, { keyring: lending })
    await decryptIn(room, { keyring: lending })
    const files = filesWith(nth('flush', /part$/, 1, { kind: 'error', errno: 'EIO' }))
    await expect(encryptIn(room, { keyring: lending, files })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(lent).toHaveLength(4)
    expect(lent.every((secret) => secret.isWiped)).toBe(true)
  })
})

describe('reading the result back', () => {
  it('catches a keyring that wraps another key than it gave', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const lying: Keyring = {
      unwrap: (request) => keyring.unwrap(request),
      wrap: async (request) => {
        const [given, other] = [await keyring.wrap(request), await keyring.wrap(request)]
        return { ...given, encryptedDataKeys: other.encryptedDataKeys }
      },
    }
    await expect(encryptIn(room, { keyring: lying })).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      facts: { reason: 'COMMITMENT_MISMATCH' },
    })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('opens every door that is claimed, and fails where one does not open', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const verifyingKeyrings = [keyring, testKeyring('not a door of this file')]
    await expect(encryptIn(room, { verifyingKeyrings })).rejects.toMatchObject({ code: 'VERIFY_FAILED' })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('catches a disk that gives back other bytes', async () => {
    using room = new Room()
    room.write('a.bin', bytes(5000))
    const run = (): void => {
      const name = room.names().find((each) => each.endsWith('.part')) ?? ''
      const descriptor = fs.openSync(room.path(name), 'r+')
      fs.writeSync(descriptor, 'X', 3000)
      fs.closeSync(descriptor)
    }
    const files = filesWith(nth('open', /part$/, 1, { kind: 'before', run }))
    await expect(encryptIn(room, { files })).rejects.toMatchObject({ code: 'VERIFY_FAILED' })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('can be turned off, and is then not claimed', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const noUnwrap: Keyring = {
      wrap: (request) => keyring.wrap(request),
      unwrap: () => Promise.reject(new Error('was asked')),
    }
    const result = await encryptIn(room, { keyring: noUnwrap, verify: false })
    expect(result).toMatchObject({ verified: false, verifySeconds: null })
  })
})

it('keeps every door in the header, in the order of the keyring', async () => {
  using room = new Room()
  room.write('a.bin', 'x')
  const doors: EncryptedDataKey[] = [...(await encryptIn(room)).encryptedDataKeys]
  expect(doors.map((door) => Buffer.from(door.providerId).toString())).toEqual(['test'])
})
