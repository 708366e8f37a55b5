import type { AppInfo } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'

export interface AppServices {
  readonly info: AppInfo
  readonly copyText: (text: string) => Promise<void>
  readonly settings: {
    get(): Settings
    set(change: Partial<{ [Key in keyof Settings]: Settings[Key] | undefined }>): Promise<Settings>
  }
}

/** Calls about the app itself and the person's choices. */
export function appHandlers({ info, copyText, settings }: AppServices): HandlersOf<'app' | 'settings'> {
  return {
    'app.info': () => info,
    'app.copyText': async ({ text }) => {
      await copyText(text)
      return {}
    },
    'settings.get': () => settings.get(),
    'settings.set': (change) => settings.set(change),
  }
}
