import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encryptIn, filesWith } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

describe('on a disk without hard links', () => {
  // ERROR_INVALID_FUNCTION, which Windows gives for a link on FAT and exFAT, is EISDIR in Node.
  it.each(['EPERM', 'ENOTSUP', 'EISDIR'])('a result is published all the same (%s)', async (errno) => {
    using room = new Room()
    room.write('a.bin', bytes(10))
    const files = filesWith(({ operation }) => (operation === 'link' ? { kind: 'error', errno } : undefined))
    expect(await encryptIn(room, { files })).toMatchObject({
      path: room.path('a.bin.encrypted'),
      withoutHardLinks: true,
    })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
  })

  it('what another program wrote into the placeholder meanwhile is kept, and the result gets a number', async () => {
    using room = new Room()
    room.write('a.bin', bytes(10))
    const target = room.path('a.bin.encrypted')
    let looks = 0
    const files = filesWith(({ operation, path }) => {
      if (operation === 'link') return { kind: 'error', errno: 'EPERM' }
      if (operation !== 'look at' || path !== target) return undefined
      looks++
      // The first is before the work, the second at the open placeholder.
      return looks === 3 ? { kind: 'before', run: () => fs.writeFileSync(target, 'mine') } : undefined
    })
    const done = await encryptIn(room, { files })
    expect(done.path).toBe(room.path('a (2).bin.encrypted'))
    expect(fs.readFileSync(target, 'utf8')).toBe('mine')
  })
})

it('a disk that knows no permissions still takes a result', async () => {
  using room = new Room()
  room.write('a.bin', bytes(10))
  const files = filesWith(({ operation }) =>
    operation === 'set the mode of' ? { kind: 'error', errno: 'EPERM' } : undefined,
  )
  expect(await encryptIn(room, { files })).toMatchObject({ durability: 'durable' })
})
