import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DataKeyKeyring } from '../../../../../scripts/vectors/data-key-keyring.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { messageOf } from '../../../../support/file-work.ts'
import { contentsOf, packIn, unpackIn } from '../../../../support/folder-work.ts'
import { handMadeTar } from '../../../../support/hand-made-tar.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const blockKeyring = new DataKeyKeyring(Buffer.alloc(32, 7))
const tar = handMadeTar({ name: 'top/a', content: bytes(3000) }, { name: 'top/b', content: 'b' })
const oneBlock = craftMessage({
  frameLength: 0,
  frames: [{ kind: 'singleBlock', sequence: 1, content: tar }],
})

/** The message with one bit of its last byte turned over. */
function damaged(message: Uint8Array): Buffer {
  const copy = Buffer.from(message)
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
  return copy
}

describe('a message with a tar that is one block', () => {
  it('is unpacked', async () => {
    using room = new Room()
    room.write('top.tar.encrypted', oneBlock)
    await unpackIn(room, { keyring: blockKeyring })
    expect(fs.readFileSync(room.path('out/b'), 'utf8')).toBe('b')
  })

  it('is not unpacked anywhere, not even privately, before its one tag verified', async () => {
    using room = new Room()
    room.write('top.tar.encrypted', damaged(oneBlock))
    const files = faultyFiles(quickFiles, () => undefined)
    await expect(unpackIn(room, { files, keyring: blockKeyring })).rejects.toMatchObject({
      code: 'MESSAGE_DAMAGED',
    })
    expect(files.operations.filter(({ operation }) => operation === 'create')).toEqual([])
    expect(room.names()).toEqual(['top.tar.encrypted'])
  })
})

describe('a message in frames whose last one is damaged', () => {
  it('leaves nothing, though all of the tar came before', async () => {
    using room = new Room()
    room.write('top.tar.encrypted', damaged(await messageOf(tar, 500)))
    await expect(unpackIn(room)).rejects.toMatchObject({ code: 'MESSAGE_DAMAGED' })
    expect(fs.readdirSync(room.work)).toEqual(['top.tar.encrypted'])
  })

  it('leaves nothing where it was cut after a whole tar', async () => {
    using room = new Room()
    const whole = await messageOf(Buffer.concat([tar, Buffer.alloc(5000)]), 1000)
    room.write('top.tar.encrypted', whole.subarray(0, whole.length - 1500))
    await expect(unpackIn(room)).rejects.toMatchObject({ code: 'MESSAGE_TRUNCATED' })
    expect(fs.readdirSync(room.work)).toEqual(['top.tar.encrypted'])
  })
})

describe('a signed message with a tar', () => {
  it('is unpacked only where its signature holds', async () => {
    using room = new Room()
    room.write('top/a', bytes(3000))
    await packIn(room, { suite: '0578' })
    await unpackIn(room)
    expect(contentsOf(room.path('out'))).toEqual(contentsOf(room.path('top')))
    const message = fs.readFileSync(room.path('top.tar.encrypted'))
    fs.writeFileSync(room.path('top.tar.encrypted'), damaged(message))
    await expect(unpackIn(room, { target: room.path('again') })).rejects.toMatchObject({
      code: expect.stringMatching(/^MESSAGE_/),
    })
    expect(fs.readdirSync(room.work)).toEqual(['out', 'top', 'top.tar.encrypted'])
  })
})

const lower = (name: string): string => name.replace(/(?<=\.part).*/, (inner) => inner.toLowerCase())

describe('a disk that holds two names to be the same', () => {
  // As a disk that does not tell capitals from small letters.
  const folding = {
    ...quickFiles,
    create: (name: string, mode: number) => quickFiles.create(lower(name), mode),
    makeFolder: (name: string, mode?: number) => quickFiles.makeFolder(lower(name), mode),
  }

  it.each([
    ['two files', [{ name: 'a' }, { name: 'A' }]],
    ['two folders', [{ name: 'b/a' }, { name: 'B/c' }]],
    ['a folder and a file', [{ name: 'b/', type: '5' }, { name: 'B' }]],
  ])('has a tar with %s of such names refused', async (_, entries) => {
    using room = new Room()
    room.write('top.tar.encrypted', await messageOf(handMadeTar(...entries)))
    const unsafe = { code: 'TAR_ENTRY_UNSAFE', facts: { reason: 'nameTwice' } }
    await expect(unpackIn(room, { files: folding })).rejects.toMatchObject(unsafe)
    expect(fs.readdirSync(room.work)).toEqual(['top.tar.encrypted'])
  })
})
