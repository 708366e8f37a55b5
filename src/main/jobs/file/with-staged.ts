import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import type { Engine } from '../engine/engine.ts'
import { threadEngine } from '../engine/thread-engine.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import { noJournal } from '../staging/journal.ts'
import { errnoOf } from '../files/file-error.ts'
import type { FileFacts } from '../files/files.ts'
import { publish, targetExists } from '../staging/publish.ts'
import { discardStaged, makeStaged } from '../staging/staged-file.ts'
import type { StagedFile, Staging } from '../staging/staged-file.ts'
import type { FileWork, PublishedFile } from './work.ts'

/** `FileWork` with its defaults filled in. */
export interface Workbench extends Staging {
  readonly engine: Engine
  readonly mode: number
  readonly signal: AbortSignal
}

export function workbench(work: FileWork): Workbench {
  return {
    files: work.files,
    journal: work.journal ?? noJournal,
    engine: work.engine ?? threadEngine,
    mode: work.mode ?? 0o666 & ~process.umask(),
    signal: work.signal ?? new AbortController().signal,
  }
}

/** Runs `fill` with a new staged file in `folder`. Whatever fails, the staged file is closed and taken away. */
export async function withStaged<T>(
  bench: Workbench,
  folder: string,
  fill: (staged: StagedFile) => Promise<T>,
): Promise<T> {
  stopIfCancelled(bench.signal)
  const staged = await makeStaged(bench, folder)
  try {
    return await fill(staged)
  } catch (error) {
    await staged.file.close().catch(() => {})
    await discardStaged(bench, staged)
    throw error
  }
}

/**
 * Gives the staged file its mode, makes what was written durable, checks its size and closes it. Whoever may not read the
 * source may not read the result: opening a private file must not publish it to the machine.
 */
export async function finishStaged(
  bench: Workbench,
  staged: StagedFile,
  from: { readonly source: Pick<FileFacts, 'mode'>; readonly expectedBytes: number },
): Promise<void> {
  // A disk without permissions keeps what the file was made with: its owner alone.
  await staged.file.setMode(bench.mode & (from.source.mode | 0o700)).catch(() => {})
  await staged.file.sync()
  const { size } = await staged.file.facts()
  if (size !== from.expectedBytes) {
    throw new VaultError(
      'DISK_FAILED',
      'the disk does not hold what was written to it; nothing was published',
    )
  }
  await staged.file.close()
}

/** Where a result goes. A name that is taken gets the next number, or is refused. */
export interface Target {
  readonly target: string
  readonly ifExists?: 'number' | 'refuse'
}

/**
 * Looks at the target before any work is done: a name that the file system does not take, or one that is taken where
 * numbering is not wanted. Publishing looks again.
 */
export async function checkTarget(bench: Workbench, { target, ifExists }: Target): Promise<void> {
  try {
    await bench.files.inspect(target)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return
    throw error
  }
  if (ifExists === 'refuse') throw targetExists(path.basename(target))
}

/** Publishes a finished staged file; throws where it was not published, or where nobody can say. */
export async function publishStaged(
  bench: Workbench,
  staged: StagedFile,
  to: Target,
): Promise<PublishedFile> {
  stopIfCancelled(bench.signal)
  const publication = await publish({
    files: bench.files,
    journal: bench.journal,
    staged,
    folder: path.dirname(to.target),
    name: path.basename(to.target),
    ifExists: to.ifExists ?? 'number',
  })
  if ('error' in publication) throw publication.error
  const durability = publication.outcome === 'durable' ? 'durable' : 'uncertain'
  return { path: publication.path, durability, withoutHardLinks: publication.withoutHardLinks }
}
