import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from './programs/project.ts'

/**
 * The absolute path of Electron's executable, or null where it has not been downloaded. Looks at files only: requiring
 * `electron` to find out would start the download. `folder` is the npm package's.
 */
export function electronBinary(folder = inProject('node_modules/electron')): string | null {
  const read = (name: string) => readIfThere(join(folder, name))
  const { version } = JSON.parse(read('package.json') ?? '{}') as { version?: string }
  const executable = read('path.txt')
  if (version === undefined || executable === undefined) return null
  if (read('dist/version')?.replace(/^v/, '') !== version) return null
  const path = join(folder, 'dist', executable)
  return existsSync(path) ? path : null
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
