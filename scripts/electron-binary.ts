import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from './programs/project.ts'

const folder = inProject('node_modules/electron')

function read(name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8').trim()
  } catch {
    return undefined
  }
}

/**
 * The absolute path of Electron's executable, or null where it has not been downloaded. Looks at files only: requiring
 * `electron` to find out would start the download.
 */
export function electronBinary(): string | null {
  const { version } = JSON.parse(read('package.json') ?? '{}') as { version?: string }
  const executable = read('path.txt')
  if (version === undefined || executable === undefined) return null
  if (read('dist/version')?.replace(/^v/, '') !== version) return null
  const path = join(folder, 'dist', executable)
  return existsSync(path) ? path : null
}
