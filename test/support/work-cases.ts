import fs from 'node:fs'
import path from 'node:path'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import { packFolder } from '../../src/main/jobs/file/pack-folder.ts'
import { unpackFolder } from '../../src/main/jobs/file/unpack-folder.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { fixedKeyring } from './fixed-keyring.ts'
import type { Work } from './file-works.ts'
import { contentsOf } from './folder-work.ts'
import { Room, bytes } from './jobs-room.ts'

const mebibyte = 1024 * 1024
const plaintext = bytes(2 * mebibyte + 100)
const shared = { files: nodeFiles, keyring: fixedKeyring(), frameLength: mebibyte }

/** A source for one of the works, and how its result is judged. Names are those of a room's work folder. */
export interface WorkCase {
  readonly source: string
  readonly target: string
  /** Puts the source into the room. */
  readonly prepare: (room: Room) => void
  /** True where what is under the final name is the whole result. */
  readonly isWhole: (room: Room, result: string) => Promise<boolean>
}

const tree = { 'top/a.bin': plaintext.subarray(0, mebibyte), 'top/in/b.txt': Buffer.from('b') } as const

function prepareTree(room: Room): void {
  for (const [name, content] of Object.entries(tree)) room.write(name, content)
  fs.mkdirSync(room.path('top/empty'), { recursive: true })
}

const message = await madeBy(async (room) => {
  const source = room.write('a.bin', plaintext)
  return (await encryptFile({ ...shared, source, target: room.path('made') })).path
})
const packed = await madeBy(async (room) => {
  prepareTree(room)
  return (await packFolder({ ...shared, folder: room.path('top'), target: room.path('made') })).path
})
const treeLines = treeOfRoom()

async function madeBy(make: (room: Room) => Promise<string>): Promise<Buffer> {
  using room = new Room()
  return fs.readFileSync(await make(room))
}

function treeOfRoom(): string[] {
  using room = new Room()
  prepareTree(room)
  return contentsOf(room.path('top'))
}

async function opensToPlaintext(room: Room, result: string, key: 'fixed' | 'other'): Promise<boolean> {
  const target = path.join(room.userData, 'check')
  await decryptFile({ files: nodeFiles, keyring: fixedKeyring(key), source: result, target })
  return fs.readFileSync(target).equals(plaintext)
}

const put =
  (name: string, content: Uint8Array) =>
  (room: Room): void =>
    void room.write(name, content)
const holdsTree = (folder: string): boolean => contentsOf(folder).join('\n') === treeLines.join('\n')

export const workCases: Readonly<Record<Work, WorkCase>> = {
  encrypt: {
    source: 'a.bin',
    target: 'a.bin.encrypted',
    prepare: put('a.bin', plaintext),
    isWhole: (room, result) => opensToPlaintext(room, result, 'fixed'),
  },
  decrypt: {
    source: 'a.bin.encrypted',
    target: 'out.bin',
    prepare: put('a.bin.encrypted', message),
    isWhole: async (_room, result) => fs.readFileSync(result).equals(plaintext),
  },
  move: {
    source: 'a.bin.encrypted',
    target: 'moved.encrypted',
    prepare: put('a.bin.encrypted', message),
    isWhole: (room, result) => opensToPlaintext(room, result, 'other'),
  },
  pack: {
    source: 'top',
    target: 'top.tar.encrypted',
    prepare: prepareTree,
    isWhole: async (room, result) => {
      const target = path.join(room.userData, 'check')
      await unpackFolder({ ...shared, source: result, target })
      return holdsTree(target)
    },
  },
  unpack: {
    source: 'top.tar.encrypted',
    target: 'out',
    prepare: put('top.tar.encrypted', packed),
    isWhole: async (_room, result) => holdsTree(result),
  },
}

/** All that a source holds, as text: of a file its bytes, of a folder what is in it. */
export function factsOfSource(source: string): string {
  return fs.statSync(source).isDirectory()
    ? contentsOf(source).join('\n')
    : fs.readFileSync(source).toString('base64')
}
