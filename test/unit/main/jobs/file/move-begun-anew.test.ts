import { describe, expect, it } from 'vitest'
import type { Engine, MoveTask } from '../../../../../src/main/jobs/engine/engine.ts'
import { engineLost } from '../../../../../src/main/jobs/engine/engine-lost.ts'
import { threadEngine } from '../../../../../src/main/jobs/engine/thread-engine.ts'
import { openHeader } from '../../../../../src/main/jobs/file/open-header.ts'
import { openSource } from '../../../../../src/main/jobs/file/open-source.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import type { Secret } from '../../../../../src/main/secret/secret.ts'
import { filesWith, keyring, messageOf, nth, testKeyring } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { moveIn, movedPlaintext, newKeyring } from '../../../../support/move-work.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const content = bytes(3000)
const message = await messageOf(content)

function roomOfMessage(): Room {
  const room = new Room()
  room.write('a.bin.encrypted', message)
  return room
}

/** An engine whose worker dies under its first `deaths` moves, after the whole pass was done. */
function dyingEngine(deaths: number): { readonly engine: Engine; readonly tasks: MoveTask[] } {
  const tasks: MoveTask[] = []
  const move: Engine['move'] = async (task, control) => {
    tasks.push(task)
    const result = await threadEngine.move(task, control)
    if (tasks.length <= deaths) throw engineLost(new Error('died'))
    return result
  }
  return { engine: { ...threadEngine, move }, tasks }
}

/** A keyring that keeps what it lent. */
function lending(inner: Keyring): { readonly keyring: Keyring; readonly lent: Secret[] } {
  const lent: Secret[] = []
  const lender: Keyring = {
    wrap: async (request) => {
      const outcome = await inner.wrap(request)
      lent.push(outcome.dataKey)
      return outcome
    },
    unwrap: async (request) => {
      const outcome = await inner.unwrap(request)
      if (outcome.opened) lent.push(outcome.dataKey)
      return outcome
    },
  }
  return { keyring: lender, lent }
}

const noReadingBack = () => Promise.reject(new Error('read back'))

/** Bytes of a key as a worker would be given them. */
const keyOf = ({ seal }: MoveTask): string => seal.key.export().toString('hex')
const idOf = ({ seal }: MoveTask): string => Buffer.from(seal.messageId).toString('hex')

describe('a move whose worker ended', () => {
  it('F-35 is begun anew once, with another data key and another message id, and asks once for the old key', async () => {
    using room = roomOfMessage()
    const { engine, tasks } = dyingEngine(1)
    const opening = lending(keyring)
    const making = lending(newKeyring)
    await moveIn(room, {
      engine,
      openingKeyring: opening.keyring,
      keyring: making.keyring,
      verifyingKeyrings: [newKeyring],
    })
    expect(new Set(tasks.map(keyOf)).size).toBe(2)
    expect(new Set(tasks.map(idOf)).size).toBe(2)
    expect([opening.lent.length, making.lent.length]).toEqual([1, 2])
    expect(room.names()).toEqual(['a.bin.encrypted', 'moved.encrypted'])
    expect((await movedPlaintext(room)).equals(content)).toBe(true)
  })

  it('fails when it happens again, and leaves nothing', async () => {
    using room = roomOfMessage()
    const { engine, tasks } = dyingEngine(2)
    await expect(moveIn(room, { engine })).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(new Set(tasks.map(keyOf)).size).toBe(2)
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('is not begun anew where the file was the cause, or once it is cancelled', async () => {
    using room = roomOfMessage()
    const alive = dyingEngine(0)
    const files = filesWith(nth('write', /part$/, 1, { kind: 'error', errno: 'EIO' }))
    await expect(moveIn(room, { engine: alive.engine, files })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    const controller = new AbortController()
    const { engine, tasks } = dyingEngine(1)
    const move: Engine['move'] = (task, control) =>
      engine.move(task, control).finally(() => controller.abort())
    const cancelled = moveIn(room, { engine: { ...engine, move }, signal: controller.signal })
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    expect([alive.tasks.length, tasks.length]).toEqual([1, 1])
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})

describe('the keys of a move', () => {
  it('F-62 are never those of the old message, nor of another move of it', async () => {
    using room = roomOfMessage()
    const { engine, tasks } = dyingEngine(0)
    await moveIn(room, { engine })
    await moveIn(room, { engine })
    const oldKey = tasks[0]?.open.key.export().toString('hex')
    expect(new Set([oldKey, ...tasks.map(keyOf)]).size).toBe(3)
    expect(
      new Set([Buffer.from(tasks[0]?.open.messageId ?? []).toString('hex'), ...tasks.map(idOf)]).size,
    ).toBe(3)
    expect(
      new Set(tasks.map(({ fingerprintKey }) => Buffer.from(fingerprintKey ?? []).toString('hex'))).size,
    ).toBe(2)
  })

  it('are wiped: the old data key, the new one and that of reading back, also after a failure', async () => {
    using room = roomOfMessage()
    const [opening, making] = [lending(keyring), lending(newKeyring)]
    const work = { openingKeyring: opening.keyring, keyring: making.keyring }
    await moveIn(room, work)
    expect([opening.lent.length, making.lent.length]).toEqual([1, 2])
    const files = filesWith(nth('flush', /part$/, 1, { kind: 'error', errno: 'EIO' }))
    await expect(moveIn(room, { ...work, files })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect([opening.lent.length, making.lent.length]).toEqual([2, 3])
    expect([...opening.lent, ...making.lent].every((secret) => secret.isWiped)).toBe(true)
  })
})

describe('reading a moved message back', () => {
  it('catches other content of the same length, though every frame of it is authentic', async () => {
    using room = roomOfMessage()
    const path = room.write('other.encrypted', await messageOf(bytes(content.length)))
    const other = await openSource(quickFiles, path)
    const { ticket } = await openHeader(other, { keyring, signal: new AbortController().signal })
    // Opens the right message, and seals what another one holds.
    const move: Engine['move'] = async (task, control) => {
      const { source, size, fingerprintKey } = task
      const read = { source, target: null, ticket: task.open, size, fingerprintKey }
      const { fingerprint } = await threadEngine.open(read, control)
      const wrong = { source: other.file, open: ticket, size: other.facts.size }
      const moved = await threadEngine.move({ ...task, ...wrong }, control)
      return { ...moved, ...(fingerprint && { fingerprint }) }
    }
    await expect(moveIn(room, { engine: { ...threadEngine, move } })).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
    })
    await other.file.close()
    expect(room.names()).toEqual(['a.bin.encrypted', 'other.encrypted'])
  })

  it('is not content with an engine that gives no fingerprint', async () => {
    for (const forgetful of ['move', 'open'] as const) {
      using room = roomOfMessage()
      const engine: Engine = {
        ...threadEngine,
        [forgetful]: async (...args: [never, never]) => {
          const { plaintextBytes, messageBytes } = await threadEngine[forgetful](...args)
          return { plaintextBytes, messageBytes }
        },
      }
      await expect(moveIn(room, { engine })).rejects.toMatchObject({ code: 'VERIFY_FAILED' })
      expect(room.names()).toEqual(['a.bin.encrypted'])
    }
  })

  it('catches a keyring that wraps another key than it gave', async () => {
    using room = roomOfMessage()
    const lying: Keyring = {
      unwrap: (request) => newKeyring.unwrap(request),
      wrap: async (request) => {
        const [given, other] = [await newKeyring.wrap(request), await newKeyring.wrap(request)]
        return { ...given, encryptedDataKeys: other.encryptedDataKeys }
      },
    }
    await expect(moveIn(room, { keyring: lying })).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      facts: { reason: 'COMMITMENT_MISMATCH' },
    })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('opens every door that is claimed', async () => {
    using room = roomOfMessage()
    const verifyingKeyrings = [newKeyring, testKeyring('not a door of it')]
    await expect(moveIn(room, { verifyingKeyrings })).rejects.toMatchObject({ code: 'VERIFY_FAILED' })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('can be turned off, and is then neither claimed nor prepared for', async () => {
    using room = roomOfMessage()
    const { engine, tasks } = dyingEngine(0)
    const moved = await moveIn(room, { engine: { ...engine, open: noReadingBack }, verify: false })
    expect(moved).toMatchObject({ verified: false, verifySeconds: null })
    expect(tasks[0]?.fingerprintKey).toBe(null)
    expect((await movedPlaintext(room)).equals(content)).toBe(true)
  })
})
