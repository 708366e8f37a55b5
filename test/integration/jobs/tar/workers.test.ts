import fs from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { engineLost } from '../../../../src/main/jobs/engine/engine-lost.ts'
import type { TarEngine } from '../../../../src/main/jobs/engine/tar-engine.ts'
import { tarThreadEngine } from '../../../../src/main/jobs/engine/tar-thread-engine.ts'
import { workerEngine } from '../../../../src/main/jobs/engine/worker-engine.ts'
import { messageOf } from '../../../support/file-work.ts'
import { packIn, treeOf, unpackIn } from '../../../support/folder-work.ts'
import { handMadeTar } from '../../../support/hand-made-tar.ts'
import { Room, bytes, workerUrl } from '../../../support/jobs-room.ts'
import { quickFiles } from '../../../support/quick-files.ts'

const engine = workerEngine(workerUrl)
const tarEngine = engine
afterAll(() => engine.close())

function makeTop(room: Room): void {
  for (let index = 0; index < 50; index++) room.write(`top/${index % 7}/file ${index}`, bytes(index * 40))
  room.write('top/large', bytes(3 * 1024 * 1024))
}

describe('the workers', () => {
  it('pack and unpack a folder', async () => {
    using room = new Room()
    makeTop(room)
    const packed = await packIn(room, { engine, tarEngine, frameLength: 100_000 })
    expect(packed).toMatchObject({ files: 51, folders: 8, verified: true })
    const { files, folders, leftOut } = await unpackIn(room, { engine, tarEngine, mode: 0o666 })
    expect({ files, folders, leftOut }).toEqual({ files: 51, folders: 8, leftOut: { count: 0, first: [] } })
    expect(treeOf(room.path('out'))).toEqual(treeOf(room.path('top')))
  })

  it('say what is wrong with a tar as the calling thread would', async () => {
    using room = new Room()
    room.write('top.tar.encrypted', await messageOf(handMadeTar({ name: '../evil' })))
    const unsafe = { code: 'TAR_ENTRY_UNSAFE', facts: { file: 'evil', reason: 'outside' } }
    await expect(unpackIn(room, { tarEngine })).rejects.toMatchObject(unsafe)
    expect(room.names()).toEqual(['top.tar.encrypted'])
  })

  it('name the file that may not be read', async () => {
    using room = new Room()
    await expect(packIn(room, { tarEngine, folder: room.path('nowhere') })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      facts: { file: 'nowhere' },
    })
  })

  it.each(['pack', 'unpack'] as const)(
    'stop where a person cancels (%s), and nothing is left',
    async (action) => {
      using room = new Room()
      makeTop(room)
      if (action === 'unpack') await packIn(room)
      const before = room.names()
      const controller = new AbortController()
      const options = { tarEngine, signal: controller.signal, onProgress: () => controller.abort() }
      const work = action === 'pack' ? packIn(room, options) : unpackIn(room, options)
      await expect(work).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(room.names()).toEqual(before)
      expect(fs.readdirSync(room.work).filter((name) => name.startsWith('.'))).toEqual([])
    },
  )
})

/** Workers that end under their first `deaths` passes, after the whole pass was done. */
function dyingEngine(deaths: number): { readonly dying: TarEngine; readonly messageIds: string[] } {
  const messageIds: string[] = []
  const whole = tarThreadEngine(quickFiles)
  let left = deaths
  const die = <T>(result: T): T => {
    if (left-- > 0) throw engineLost(new Error('died'))
    return result
  }
  const dying: TarEngine = {
    survey: whole.survey,
    pack: async (task, control) => {
      messageIds.push(Buffer.from(task.ticket.messageId).toString('hex'))
      return die(await whole.pack(task, control))
    },
    unpack: async (task, control) => die(await whole.unpack(task, control)),
  }
  return { dying, messageIds }
}

describe('a worker that ends under a folder', () => {
  it('has it packed anew, once, under another message id', async () => {
    using room = new Room()
    makeTop(room)
    const { dying, messageIds } = dyingEngine(1)
    const packed = await packIn(room, { tarEngine: dying })
    expect(new Set(messageIds).size).toBe(2)
    expect(Buffer.from(packed.messageId).toString('hex')).toBe(messageIds[1])
    await expect(packIn(room, { tarEngine: dyingEngine(2).dying })).rejects.toMatchObject({
      code: 'INTERNAL',
    })
    expect(fs.readdirSync(room.work)).toEqual(['top', 'top.tar.encrypted'])
  })

  it('has it unpacked anew, once', async () => {
    using room = new Room()
    makeTop(room)
    await packIn(room)
    await unpackIn(room, { tarEngine: dyingEngine(1).dying, mode: 0o666 })
    expect(treeOf(room.path('out'))).toEqual(treeOf(room.path('top')))
    await expect(unpackIn(room, { tarEngine: dyingEngine(2).dying })).rejects.toMatchObject({
      code: 'INTERNAL',
    })
    expect(fs.readdirSync(room.work)).toEqual(['out', 'top', 'top.tar.encrypted'])
  })
})
