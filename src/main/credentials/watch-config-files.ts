import { watch, type FSWatcher } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Environment } from './aws-profiles.ts'

/** Editors and the AWS CLI write several times in a row: told once, so many milliseconds after the last. */
const quiet = 250

interface Watched {
  readonly folder: string
  /** The name of the one file in it that counts; null = any. */
  readonly name: string | null
}

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
  const watchers = watchedOf(environment).flatMap((watched) => watchFolder(watched, changed))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function watchedOf(environment: Environment): readonly Watched[] {
  const aws = join(environment['HOME'] ?? homedir(), '.aws')
  const config = environment['AWS_CONFIG_FILE'] ?? join(aws, 'config')
  const credentials = environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(aws, 'credentials')
  const files = [config, credentials].map((file) => ({ folder: dirname(file), name: basename(file) }))
  return [...files, { folder: join(aws, 'sso', 'cache'), name: null }]
}

function watchFolder({ folder, name }: Watched, changed: () => void): readonly FSWatcher[] {
  try {
    // A person may keep the file in a folder where much else is written. Not every system tells a name.
    const watcher = watch(folder, { persistent: false }, (_event, told) => {
      if (name === null || told === null || told === name) changed()
    })
    // The folder was removed: what it held is noticed when it is next asked for.
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}
