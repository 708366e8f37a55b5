import path from 'node:path'
import { kindUnsupported } from '../file/open-source.ts'
import type { Files } from '../files/files.ts'
import { errnoOf } from '../files/file-error.ts'
import type { ResultPlace } from '../plan/planned-file.ts'

/** Makes the folders of a result that are not there yet. A link in their place is refused: it would lead elsewhere. */
export async function makeResultFolder(files: Files, { folder, existingFolder }: ResultPlace): Promise<void> {
  let made = existingFolder
  for (const name of path.relative(existingFolder, folder).split(path.sep)) {
    if (name === '') continue
    const parent = made
    made = path.join(made, name)
    try {
      await files.makeFolder(made)
      await files.syncFolder(parent).catch(() => {})
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
      const { kind } = await files.inspect(made)
      if (kind !== 'folder') throw kindUnsupported(kind)
    }
  }
}
