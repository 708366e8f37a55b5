import fs from 'node:fs'
import path from 'node:path'
import { packFolder } from '../../src/main/jobs/file/pack-folder.ts'
import type { PackFolderOptions, PackedFolder } from '../../src/main/jobs/file/pack-folder.ts'
import { unpackFolder } from '../../src/main/jobs/file/unpack-folder.ts'
import type { UnpackFolderOptions, UnpackedFolder } from '../../src/main/jobs/file/unpack-folder.ts'
import { keyring } from './file-work.ts'
import type { Room } from './jobs-room.ts'
import { quickFiles } from './quick-files.ts'

/** Packs the room's folder `top` to `top.tar.encrypted`. */
export function packIn(room: Room, options: Partial<PackFolderOptions> = {}): Promise<PackedFolder> {
  return packFolder({
    files: quickFiles,
    keyring,
    folder: room.path('top'),
    target: room.path('top.tar.encrypted'),
    frameLength: 1000,
    ...options,
  })
}

/** Unpacks the room's `top.tar.encrypted` to `out`. */
export function unpackIn(room: Room, options: Partial<UnpackFolderOptions> = {}): Promise<UnpackedFolder> {
  return unpackFolder({
    files: quickFiles,
    keyring,
    source: room.path('top.tar.encrypted'),
    target: room.path('out'),
    ...options,
  })
}

/** One line for each thing below a folder: name, kind and content. Links are not followed. */
export function contentsOf(folder: string): string[] {
  return linesOf(folder, () => '')
}

/** As `contentsOf`, with the mode and the whole seconds of the time of each. */
export function treeOf(folder: string): string[] {
  return linesOf(folder, (full) => {
    const { mode, mtimeMs } = fs.lstatSync(full)
    return `${(mode & 0o7777).toString(8)} ${Math.floor(mtimeMs / 1000)}`
  })
}

function linesOf(folder: string, factsOf: (full: string) => string): string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .map((entry) => {
      const full = path.join(entry.parentPath, entry.name)
      const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other'
      const content = entry.isFile() ? fs.readFileSync(full).toString('base64') : ''
      return `${path.relative(folder, full)} ${kind} ${factsOf(full)} ${content}`
    })
    .sort()
}
