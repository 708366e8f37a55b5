import { isVaultError } from '../../../shared/vault-error.ts'
import { isSameFile } from '../files/files.ts'
import type { FileFacts } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import { forgetName } from './forget-name.ts'
import type { Placed } from './placed.ts'
import type { StagedFile, Staging } from './staged-file.ts'

/** What is given a name: a staged file, or a published one that gets another name. */
type Named = Pick<StagedFile, 'path' | 'made'>

/**
 * Gives the staged file its final name where the file system has no hard links: an empty placeholder takes the name
 * (and fails where it is taken), then the staged file is renamed over it. Weaker than a link: a crash between the two
 * leaves the empty placeholder until the next start, or for good where its inode was not yet in the journal; and another
 * program could write into the placeholder between the last look at it and the rename.
 */
export async function placeByRename(staging: Staging, staged: Named, target: string): Promise<Placed> {
  const { files, journal } = staging
  const journalId = await journal.intend(target, 'placeholder')
  let placeholder: FileFacts | 'made' | null = null
  try {
    const file = await files.create(target, 0o600)
    placeholder = 'made'
    placeholder = await file.facts().finally(() => file.close())
    await journal.made(journalId, placeholder)
    // The journal's flush takes its time: what has content now is somebody's file.
    if ((await files.inspect(target)).size !== 0) {
      journal.gone(journalId)
      return { kind: 'taken' }
    }
    await files.rename(staged.path, target)
    await forgetName(staging, { path: target, journalId })
    return { kind: 'placed', certain: true }
  } catch (error) {
    if (!isVaultError(error)) throw error
    if (placeholder === null && errnoOf(error) === 'EEXIST') {
      journal.gone(journalId)
      return { kind: 'taken' }
    }
    const outcome = await clear(staging, { staged, target, placeholder })
    if (outcome !== 'unknown') await forgetName(staging, { path: target, journalId })
    if (outcome === 'placed') return { kind: 'placed', certain: false }
    return { kind: outcome === 'unknown' ? 'indeterminate' : 'failed', error }
  }
}

interface Attempt {
  readonly staged: Named
  readonly target: string
  /** `made` where it was made and its identity could not be read. */
  readonly placeholder: FileFacts | 'made' | null
}

/** After an error: is the staged file at its final name all the same? If not, the placeholder is taken away. */
async function clear({ files }: Staging, attempt: Attempt): Promise<'placed' | 'cleared' | 'unknown'> {
  try {
    const found = await files.inspect(attempt.target)
    if (isSameFile(found, attempt.staged.made)) return 'placed'
    const { placeholder } = attempt
    const isPlaceholder = placeholder !== null && (placeholder === 'made' || isSameFile(found, placeholder))
    if (isPlaceholder && found.size === 0) await files.remove(attempt.target)
    return 'cleared'
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? 'cleared' : 'unknown'
  }
}
