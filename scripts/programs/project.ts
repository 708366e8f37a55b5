import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json, absolute. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A path inside the project, absolute. */
export function inProject(...parts: readonly string[]): string {
  return join(projectFolder, ...parts)
}
