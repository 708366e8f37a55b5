import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Environment } from './aws-profiles.ts'
import { watchFolder, type WatchedFolder } from './watch-folder.ts'

/** Editors and the AWS CLI write several times in a row: told once, so many milliseconds after the last. */
const quiet = 250

/**
 * Tells when the shared AWS config files change, or the AWS CLI signs in or out. Folders are watched and not files, which
 * editors replace; one that is made later is watched from then on. Returns what ends it.
 */
export function watchConfigFiles(environment: Environment, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const changed = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onChange, quiet)
    timer.unref()
  }
  const ends = watchedOf(environment).map((watched) => watchFolder(watched, changed))
  return () => {
    clearTimeout(timer)
    for (const end of ends) end()
  }
}

function watchedOf(environment: Environment): readonly WatchedFolder[] {
  const aws = join(environment['HOME'] ?? homedir(), '.aws')
  const config = environment['AWS_CONFIG_FILE'] ?? join(aws, 'config')
  const credentials = environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(aws, 'credentials')
  // A person may keep the file in a folder where much else is written. Not every system tells a name.
  const files = [config, credentials].map((file) => ({ folder: dirname(file), name: basename(file) }))
  return [...files, { folder: join(aws, 'sso', 'cache'), name: null }]
}
