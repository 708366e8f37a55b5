import fs, { constants } from 'node:fs'
import { promisify } from 'node:util'
import type { Files, OpenedFile } from './files.ts'
import { openFlags } from './open-flags.ts'
import { attempt, factsOf, openedFile, secondsOf } from './opened-file.ts'

const open = promisify(fs.open)
const close = promisify(fs.close)
const fsync = promisify(fs.fsync)
const fchmod = promisify(fs.fchmod)
const futimes = promisify(fs.futimes)
const isWindows = process.platform === 'win32'

async function openWith(path: string, flags: number, mode?: number): Promise<OpenedFile> {
  return openedFile(await open(path, flags, mode), path)
}

async function syncFolder(path: string): Promise<void> {
  if (isWindows) return
  const descriptor = await open(path, constants.O_RDONLY)
  try {
    await fsync(descriptor)
  } finally {
    await close(descriptor)
  }
}

async function setFolder(
  path: string,
  { mode, modifiedNs }: { mode: number; modifiedNs: bigint | null },
): Promise<void> {
  const seconds = modifiedNs === null ? null : secondsOf(modifiedNs)
  if (isWindows) {
    if (seconds !== null) await fs.promises.utimes(path, seconds, seconds)
    return
  }
  const descriptor = await open(path, openFlags.folder)
  try {
    await fchmod(descriptor, mode)
    if (seconds !== null) await futimes(descriptor, seconds, seconds)
  } finally {
    await close(descriptor)
  }
}

async function freeSpace(folder: string): Promise<number> {
  const disk = await fs.promises.statfs(folder, { bigint: true })
  return Number(disk.bavail * disk.bsize)
}

/** The file operations of this machine. */
export const nodeFiles: Files = {
  inspect: (path) =>
    attempt('look at', path, async () => factsOf(await fs.promises.lstat(path, { bigint: true }))),
  realPath: (path) => attempt('resolve', path, () => fs.promises.realpath(path)),
  openToRead: (path) => attempt('open', path, () => openWith(path, openFlags.read)),
  create: (path, mode) => attempt('create', path, () => openWith(path, openFlags.create, mode)),
  link: (from, to) => attempt('link', to, () => fs.promises.link(from, to)),
  rename: (from, to) => attempt('rename', to, () => fs.promises.rename(from, to)),
  remove: (path) => attempt('remove', path, () => fs.promises.unlink(path)),
  list: (folder) =>
    attempt('list', folder, async () => {
      const names = await fs.promises.readdir(folder, { encoding: 'buffer' })
      return names.sort((a, b) => a.compare(b))
    }),
  makeFolder: (path, mode = 0o777) =>
    attempt('make folder', path, async () => {
      await fs.promises.mkdir(path, { mode })
    }),
  setFolder: (path, facts) => attempt('set the mode of', path, () => setFolder(path, facts)),
  removeFolder: (path) => attempt('remove folder', path, () => fs.promises.rmdir(path)),
  syncFolder: (path) => attempt('flush folder', path, () => syncFolder(path)),
  checkWritable: (folder) =>
    attempt('check folder', folder, () => fs.promises.access(folder, constants.W_OK | constants.X_OK)),
  freeSpace: (folder) => attempt('measure', folder, () => freeSpace(folder)),
}
