import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** The program of that name on the PATH, or null. */
export async function onPath(program: string): Promise<string | null> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, program)
    try {
      await access(path, constants.X_OK)
      return path
    } catch {
      // Not in this folder.
    }
  }
  return null
}
