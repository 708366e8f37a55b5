import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { runtime } from './runtime.ts'

const folders: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
}

/** Where Electron on Linux would put what `name` stands for. Throws for a name it does not know. */
export function standardPath(name: string, appName: string): string {
  const appData = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  const userData = runtime.switches.get('user-data-dir') || join(appData, appName)
  switch (name) {
    case 'home':
      return homedir()
    case 'appData':
      return appData
    case 'userData':
    case 'sessionData':
      return userData
    case 'temp':
      return tmpdir()
    case 'exe':
      return runtime.executable
    case 'logs':
      return join(userData, 'logs')
    case 'crashDumps':
      return join(userData, 'Crashpad')
    default: {
      const folder = folders[name]
      if (folder === undefined) throw new Error(`Failed to get '${name}' path`)
      return join(homedir(), folder)
    }
  }
}
