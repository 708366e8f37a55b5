import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where this platform keeps the profile of an app of this name, absolute. */
export function profileFolder(
  name: string,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name)
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), name)
}
