import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { TarEntry } from '../../../../../src/main/jobs/tar/tar-entry.ts'
import { TreeWriter } from '../../../../../src/main/jobs/tar/tree-writer.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { Room } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const entry: TarEntry = { kind: 'file', parts: ['a'], size: 4, mode: 0o644, modifiedNs: null, offset: 512 }

function writerIn(room: Room, files = quickFiles): TreeWriter {
  fs.mkdirSync(room.path('staged'))
  return new TreeWriter({ files, folder: room.path('staged'), modeLimit: 0o755, topModeLimit: 0o755 })
}

async function* pieces(...all: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of all) yield Buffer.from(piece)
}

describe('the writer of a tree', () => {
  it.each([
    ['less', ['abc']],
    ['more', ['abc', 'de']],
  ])('does not take a content that is %s than its entry says', async (_, content) => {
    using room = new Room()
    const adding = writerIn(room).addFile(entry, pieces(...content))
    await expect(adding).rejects.toMatchObject({ code: 'TAR_DAMAGED' })
  })

  it('wipes each piece of a content once it is written, and also where it could not be', async () => {
    for (const fault of [undefined, { kind: 'error', errno: 'EIO' }] as const) {
      using room = new Room()
      const piece = Buffer.from('abcd')
      const content = async function* (): AsyncGenerator<Uint8Array> {
        yield piece
      }
      await writerIn(room, filesWith(nth('write', 'a', 1, fault)))
        .addFile(entry, content())
        .catch(() => {})
      expect(piece).toEqual(Buffer.alloc(4))
    }
  })

  it('tells of a file that could not be flushed, at the latest when it is finished', async () => {
    using room = new Room()
    const writer = writerIn(room, filesWith(nth('flush', 'a', 1, { kind: 'error', errno: 'EIO' })))
    await writer.addFile(entry, pieces('abcd'))
    await expect(writer.finish('')).rejects.toMatchObject({ code: 'DISK_FAILED', facts: { file: 'a' } })
  })

  it('keeps a few files open at once, however many there are', async () => {
    using room = new Room()
    let open = 0
    let most = 0
    const files = {
      ...quickFiles,
      create: async (name: string, mode: number) => {
        const file = await quickFiles.create(name, mode)
        most = Math.max(most, ++open)
        return {
          ...file,
          sync: () => new Promise<void>((resolve) => setTimeout(resolve, 1)),
          close: async () => {
            open--
            await file.close()
          },
        }
      },
    }
    const writer = writerIn(room, files)
    for (let index = 0; index < 60; index++) {
      await writer.addFile({ ...entry, parts: [`a${index}`] }, pieces('abcd'))
    }
    await writer.finish('')
    expect(open).toBe(0)
    expect(most).toBeLessThan(12)
  })
})
