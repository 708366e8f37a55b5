import { randomFillSync } from 'node:crypto'
import { mkdir, open, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Writes `size` random bytes to a new file. */
export async function writeRandom(file: string, size: number): Promise<void> {
  const handle = await open(file, 'wx')
  const chunk = new Uint8Array(1024 * 1024)
  for (let left = size; left > 0; left -= chunk.length) {
    randomFillSync(chunk)
    await handle.write(chunk, 0, Math.min(left, chunk.length))
  }
  await handle.sync()
  await handle.close()
}

/** Makes a new file of `size` zero bytes that takes no room on a disk that knows holes. */
export async function writeSparse(file: string, size: number): Promise<void> {
  const handle = await open(file, 'wx')
  await handle.truncate(size)
  await handle.close()
}

const foldersOfMany = 10

/** Writes `count` files of `size` random bytes into ten folders below `folder`. */
export async function writeMany(folder: string, count: number, size: number): Promise<void> {
  const content = new Uint8Array(size)
  await makeFolders(folder)
  for (let index = 0; index < count; index += 1) {
    randomFillSync(content)
    const name = `file-${String(index).padStart(5, '0')}`
    await writeFile(path.join(folder, `folder-${index % foldersOfMany}`, name), content, { flag: 'wx' })
  }
}

/** The folders of `writeMany`, empty. */
export async function makeFolders(folder: string): Promise<void> {
  for (let index = 0; index < foldersOfMany; index += 1)
    await mkdir(path.join(folder, `folder-${index}`), { recursive: true })
}
