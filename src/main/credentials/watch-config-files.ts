import { watch, type FSWatcher } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Environment } from './aws-profiles.ts'

/** Editors and the AWS CLI write several times in a row: told once, so many milliseconds after the last. */
const quiet = 250

/**
 * Tells when the shared AWS config files change, or the AWS CLI signs in or out. Folders are watched and not files, which
 * editors replace; one that is not there is not watched. Returns what ends it.
 */
export function watchConfigFiles(environment: Environment, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const changed = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onChange, quiet)
    timer.unref()
  }
  const watchers = foldersOf(environment).flatMap((folder) => watchFolder(folder, changed))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function foldersOf(environment: Environment): readonly string[] {
  const aws = join(environment['HOME'] ?? homedir(), '.aws')
  const config = environment['AWS_CONFIG_FILE'] ?? join(aws, 'config')
  const credentials = environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(aws, 'credentials')
  return [...new Set([dirname(config), dirname(credentials), join(aws, 'sso', 'cache')])]
}

function watchFolder(folder: string, changed: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, changed)
    // The folder was removed: what it held is noticed when it is next asked for.
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}
