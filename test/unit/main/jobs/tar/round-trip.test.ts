import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { packIn, treeOf, unpackIn } from '../../../../support/folder-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

describe('a folder as one file', () => {
  it('becomes one message and the same folder again', async () => {
    using room = new Room()
    room.write('top/a.bin', bytes(3000))
    room.write('top/empty', '')
    room.write('top/inner/deep/b', 'b')
    fs.mkdirSync(room.path('top/nothing'))
    fs.chmodSync(room.path('top/a.bin'), 0o640)
    fs.utimesSync(room.path('top/inner'), 1_000_000_000, 1_000_000_000)
    fs.utimesSync(room.path('top'), 1_100_000_000, 1_100_000_000)
    fs.chmodSync(room.path('top'), 0o750)
    const packed = await packIn(room)
    expect(packed).toMatchObject({
      files: 3,
      folders: 4,
      contentBytes: 3001,
      verified: true,
      durability: 'durable',
    })
    const unpacked = await unpackIn(room)
    expect(unpacked).toMatchObject({ files: 3, folders: 4, contentBytes: 3001, durability: 'durable' })
    expect(unpacked.plaintextBytes).toBe(packed.plaintextBytes)
    expect(treeOf(room.path('out'))).toEqual(treeOf(room.path('top')))
    const { mtimeMs, mode } = fs.statSync(room.path('out'))
    expect([mtimeMs, mode & 0o7777]).toEqual([1_100_000_000_000, 0o750])
    expect(fs.readdirSync(room.work)).toEqual(['out', 'top', 'top.tar.encrypted'])
  })

  it('is not called durable where the disk never confirms the names in a folder, and is there all the same', async () => {
    using room = new Room()
    room.write('top/in/a', 'a')
    await packIn(room)
    const choose = nth('flush folder', 'in', 1, { kind: 'error', errno: 'EINVAL' })
    expect(await unpackIn(room, { files: filesWith(choose) })).toMatchObject({ durability: 'uncertain' })
    expect(fs.readFileSync(room.path('out/in/a'), 'utf8')).toBe('a')
  })
})
