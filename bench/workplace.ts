import { mkdtemp, rm, statfs } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** Where one family of rows is measured, and how. */
export interface Workplace {
  /** A folder of its own, removed afterwards. */
  readonly folder: string
  readonly rounds: number
  readonly tell: (line: string) => void
  /** Lets nothing of the run before be written during the next one. */
  readonly flush: () => Promise<unknown>
}

/** Runs `work` in a new folder below the system's temporary one. */
export async function inWorkplace<T>(
  options: Omit<Workplace, 'folder'>,
  work: (workplace: Workplace) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'keyhold-bench-'))
  try {
    return await work({ ...options, folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Throws, in words for the row, where `bytes` more do not fit on the disk of `folder`. */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const disk = await statfs(folder)
  const free = disk.bavail * disk.bsize
  if (free < bytes)
    throw new Error(`needs ${gib(bytes)} GiB on the disk of ${os.tmpdir()}, ${gib(free)} are free`)
}

const gib = (bytes: number): string => (bytes / 1024 ** 3).toFixed(1)
