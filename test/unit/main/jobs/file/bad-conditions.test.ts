import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../../support/faulty-files.ts'
import { decryptIn, encryptIn, filesWith, messageOf, nth } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

const mebibyte = 1024 * 1024
const staged = /^\.keyhold-.*\.part$/
const error = (errno: string): Fault => ({ kind: 'error', errno })

describe('permissions and disks', () => {
  it('never opens what is no ordinary file: opening a device or a pipe can have effects', async () => {
    using room = new Room()
    const operations: string[] = []
    const files = filesWith(({ operation }) => {
      operations.push(operation)
      return undefined
    })
    const tried = encryptIn(room, { files, source: '/dev/null' })
    await expect(tried).rejects.toMatchObject({ code: 'FILE_KIND_UNSUPPORTED' })
    expect(operations).not.toContain('open')
  })

  it('names a source that may not be read', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const files = filesWith(nth('open', 'a.bin', 1, error('EACCES')))
    const tried = encryptIn(room, { files })
    await expect(tried).rejects.toMatchObject({
      code: 'FILE_NOT_READABLE',
      facts: { file: 'a.bin', operation: 'open', errno: 'EACCES' },
    })
    expect(room.names()).toEqual(['a.bin'])
  })

  it.each(['EACCES', 'EROFS', 'EPERM'])('names a folder that may not be written in (%s)', async (errno) => {
    using room = new Room()
    room.write('a.bin', 'x')
    const tried = encryptIn(room, { files: filesWith(nth('create', staged, 1, error(errno))) })
    await expect(tried).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('leaves nothing of a result that the disk had no room for', async () => {
    using room = new Room()
    room.write('a.bin', bytes(3 * mebibyte))
    const files = filesWith(nth('write', staged, 2, error('ENOSPC')))
    await expect(encryptIn(room, { files, frameLength: mebibyte })).rejects.toMatchObject({
      code: 'DISK_FULL',
    })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('never carries a folder in an error', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const tried = encryptIn(room, { files: filesWith(nth('write', staged, 1, error('EIO'))) })
    const thrown: unknown = await tried.catch((reason: unknown) => reason)
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain(room.root)
    expect(thrown).toMatchObject({ code: 'DISK_FAILED' })
  })

  it('says that a result is not certain to be durable where its folder could not be flushed', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const result = await encryptIn(room, { files: filesWith(nth('flush folder', 'work', 1, error('EIO'))) })
    expect(result.durability).toBe('uncertain')
  })

  it('says nobody knows where the disk fails under the last step and cannot be asked', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    let failing = false
    const files = filesWith(({ operation, path }) => {
      if (operation === 'link') failing = true
      return failing && path.endsWith('a.bin.encrypted') ? error('EIO') : undefined
    })
    await expect(encryptIn(room, { files })).rejects.toMatchObject({ code: 'PUBLICATION_UNCERTAIN' })
  })
})

it('refuses a file with more frames than a message holds, before any key is used', async () => {
  using room = new Room()
  // Sparse: five gigabytes that take no room.
  fs.truncateSync(room.write('a.bin', ''), 5 * 1024 * mebibyte)
  const tried = encryptIn(room, { frameLength: 1 })
  await expect(tried).rejects.toMatchObject({ code: 'FRAME_NUMBERS_EXHAUSTED' })
  expect(room.names()).toEqual(['a.bin'])
})

describe('a source that another program changes while it is read', () => {
  const changes: Record<string, (file: string) => void> = {
    grows: (file) => fs.appendFileSync(file, 'more'),
    shrinks: (file) => fs.truncateSync(file, mebibyte + 10),
    'is written to': (file) => {
      const descriptor = fs.openSync(file, 'r+')
      fs.writeSync(descriptor, 'other', 0)
      fs.closeSync(descriptor)
    },
    'is replaced': (file) => {
      fs.writeFileSync(`${file}.new`, 'other')
      fs.renameSync(`${file}.new`, file)
    },
  }

  it.each(Object.keys(changes))('is refused when it %s during encryption', async (change) => {
    using room = new Room()
    const source = room.write('a.bin', bytes(3 * mebibyte))
    // The kernel's clock for file times ticks every few milliseconds.
    const run = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      changes[change]?.(source)
    }
    const files = filesWith(nth('read', 'a.bin', 2, { kind: 'before', run }))
    await expect(encryptIn(room, { files, frameLength: mebibyte })).rejects.toMatchObject({
      code: 'FILE_CHANGED',
    })
    expect(room.names()).toEqual(['a.bin'])
  })

  it.each(Object.keys(changes))('is refused when it %s while it is opened', async (change) => {
    using room = new Room()
    const source = room.write('a.bin.encrypted', await messageOf(bytes(3 * mebibyte), mebibyte))
    const run = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      changes[change]?.(source)
    }
    const files = filesWith(nth('read', 'a.bin.encrypted', 3, { kind: 'before', run }))
    await expect(decryptIn(room, { files })).rejects.toMatchObject({ code: 'FILE_CHANGED' })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})

describe('a target that is taken', () => {
  it('gets the next number, before the extension of the plain name', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    room.write('a.bin.encrypted', 'mine')
    expect((await encryptIn(room)).path).toBe(room.path('a (2).bin.encrypted'))
    expect((await encryptIn(room)).path).toBe(room.path('a (3).bin.encrypted'))
    expect(fs.readFileSync(room.path('a.bin.encrypted'), 'utf8')).toBe('mine')
  })

  it('is refused before any key is used where numbers are not wanted', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    room.write('a.bin.encrypted', 'mine')
    const noKey = {
      wrap: () => Promise.reject(new Error('asked')),
      unwrap: () => Promise.reject(new Error('asked')),
    }
    const tried = encryptIn(room, { ifExists: 'refuse', keyring: noKey })
    await expect(tried).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
  })

  it.each(['number', 'refuse'] as const)(
    'is never replaced when it appears at the last moment (%s)',
    async (ifExists) => {
      using room = new Room()
      room.write('a.bin', 'x')
      const run = (): void => void room.write('a.bin.encrypted', 'mine')
      const files = filesWith(nth('link', 'a.bin.encrypted', 1, { kind: 'before', run }))
      const tried = encryptIn(room, { files, ifExists })
      if (ifExists === 'number') expect((await tried).path).toBe(room.path('a (2).bin.encrypted'))
      else await expect(tried).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
      expect(fs.readFileSync(room.path('a.bin.encrypted'), 'utf8')).toBe('mine')
      expect(room.names().filter((name) => staged.test(name))).toEqual([])
    },
  )

  it('is not followed where it is a link that leads nowhere', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    fs.symlinkSync(room.path('elsewhere'), room.path('a.bin.encrypted'))
    expect((await encryptIn(room)).path).toBe(room.path('a (2).bin.encrypted'))
    expect(fs.existsSync(room.path('elsewhere'))).toBe(false)
  })

  it('whose name is too long for the disk is refused', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const tried = encryptIn(room, { target: room.path('n'.repeat(250) + '.encrypted') })
    await expect(tried).rejects.toMatchObject({ code: 'FILE_NAME_TOO_LONG' })
    expect(room.names()).toEqual(['a.bin'])
  })
})

const withoutLinks = (more?: Parameters<typeof filesWith>[0]) =>
  filesWith((now) => (now.operation === 'link' ? error('EPERM') : more?.(now)))

describe('a file system without hard links', () => {
  it('publishes by a placeholder and a rename, and says so', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const result = await encryptIn(room, { files: withoutLinks() })
    expect(result).toMatchObject({ durability: 'durable', withoutHardLinks: true })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
    await decryptIn(room)
  })

  it('numbers a taken name there too', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    room.write('a.bin.encrypted', 'mine')
    const result = await encryptIn(room, { files: withoutLinks() })
    expect(result.path).toBe(room.path('a (2).bin.encrypted'))
    expect(fs.readFileSync(room.path('a.bin.encrypted'), 'utf8')).toBe('mine')
  })

  it.each([
    ['rename', 1],
    ['look at', 1],
    ['create', 1],
    ['close', 1],
  ])('leaves no placeholder when %s fails', async (operation, count) => {
    using room = new Room()
    room.write('a.bin', 'x')
    const files = withoutLinks(nth(operation, 'a.bin.encrypted', count, error('EIO')))
    await expect(encryptIn(room, { files })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('takes a rename that was done and reported as failed for what it is', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const files = withoutLinks(nth('rename', 'a.bin.encrypted', 1, { kind: 'doneButReported', errno: 'EIO' }))
    expect(await encryptIn(room, { files })).toMatchObject({ durability: 'uncertain' })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
  })
})
