import type { Files, OpenedFile } from '../../src/main/jobs/files/files.ts'
import { fileError } from '../../src/main/jobs/files/file-error.ts'
import type { FileOperation } from '../../src/main/jobs/files/file-error.ts'

/** What happens to one operation: it fails, it is done and yet reported as failed, or it moves fewer bytes. */
export type Fault =
  | { readonly kind: 'error'; readonly errno: string }
  | { readonly kind: 'doneButReported'; readonly errno: string }
  | { readonly kind: 'short' }
  /** Runs something just before the operation: another program at work. */
  | { readonly kind: 'before'; readonly run: () => Promise<void> | void }

export interface Operation {
  readonly index: number
  readonly operation: FileOperation
  readonly path: string
}

/** Chooses the fault of one operation by its number, its kind or its path; undefined = none. */
export type ChooseFault = (operation: Operation) => Fault | undefined

export interface FaultyFiles extends Files {
  /** Every operation so far, in order. */
  readonly operations: readonly Operation[]
}

const systemError = (errno: string): Error => Object.assign(new Error(`${errno}: injected`), { code: errno })

const cut = (bytes: Uint8Array, short: boolean): Uint8Array =>
  short && bytes.length > 1 ? bytes.subarray(0, bytes.length >> 1) : bytes

/** `real` with faults: each operation is numbered from 0 and passes through `choose` first. */
export function faultyFiles(real: Files, choose: ChooseFault): FaultyFiles {
  const operations: Operation[] = []

  async function pass<T>(
    operation: FileOperation,
    path: string,
    run: (short: boolean) => Promise<T>,
  ): Promise<T> {
    const entry = { index: operations.length, operation, path }
    operations.push(entry)
    const fault = choose(entry)
    if (fault?.kind === 'error') {
      // A close that fails has still given its descriptor back.
      if (operation === 'close') await run(false)
      throw fileError(systemError(fault.errno), operation, path)
    }
    if (fault?.kind === 'before') await fault.run()
    const result = await run(fault?.kind === 'short')
    if (fault?.kind === 'doneButReported') throw fileError(systemError(fault.errno), operation, path)
    return result
  }

  const wrapped = (file: OpenedFile, path: string): OpenedFile => ({
    descriptor: file.descriptor,
    facts: () => pass('look at', path, () => file.facts()),
    read: (into, position) => pass('read', path, (short) => file.read(cut(into, short), position)),
    write: (from, position) => pass('write', path, (short) => file.write(cut(from, short), position)),
    setMode: (mode) => pass('set the mode of', path, () => file.setMode(mode)),
    setModified: (modifiedNs) => pass('set the time of', path, () => file.setModified(modifiedNs)),
    sync: () => pass('flush', path, () => file.sync()),
    close: () => pass('close', path, () => file.close()),
  })

  return {
    operations,
    inspect: (path) => pass('look at', path, () => real.inspect(path)),
    realPath: (path) => pass('resolve', path, () => real.realPath(path)),
    openToRead: (path) => pass('open', path, async () => wrapped(await real.openToRead(path), path)),
    create: (path, mode) => pass('create', path, async () => wrapped(await real.create(path, mode), path)),
    link: (from, to) => pass('link', to, () => real.link(from, to)),
    rename: (from, to) => pass('rename', to, () => real.rename(from, to)),
    remove: (path) => pass('remove', path, () => real.remove(path)),
    list: (folder) => pass('list', folder, () => real.list(folder)),
    makeFolder: (path, mode) => pass('make folder', path, () => real.makeFolder(path, mode)),
    setFolder: (path, facts) => pass('set the mode of', path, () => real.setFolder(path, facts)),
    removeFolder: (path) => pass('remove folder', path, () => real.removeFolder(path)),
    syncFolder: (path) => pass('flush folder', path, () => real.syncFolder(path)),
    checkWritable: (folder) => pass('check folder', folder, () => real.checkWritable(folder)),
    freeSpace: (folder) => pass('measure', folder, () => real.freeSpace(folder)),
  }
}
