import { leave } from '../data/leave-guard.ts'
import { smallStore } from '../data/small-store.ts'

/** The pages of the rail. */
export type Page = 'files' | 'keys' | 'rotation' | 'activity' | 'settings'

/** The tabs of a key's page. */
export type KeyTab =
  'general' | 'rotation' | 'aliases' | 'policy' | 'grants' | 'tags' | 'regions' | 'lastUsed' | 'rules' | 'try'

/** The sections of Settings. */
export type SettingsSection =
  | 'connections'
  | 'files'
  | 'opening'
  | 'lock'
  | 'recovery'
  | 'people'
  | 'history'
  | 'appearance'
  | 'computer'
  | 'about'

/** Where the person is. */
export interface Place {
  readonly page: Page
  /** The key whose page is open, as `refId` names it; null = the list. Counts on the Keys page only. */
  readonly key: string | null
  readonly tab: KeyTab
  readonly section: SettingsSection
  /** The person asked to go on without the first run; it comes back at the next start until it is done. */
  readonly firstRunSkipped: boolean
}

/** The one place on the screen. */
export const place = smallStore<Place>({
  page: 'files',
  key: null,
  tab: 'general',
  section: 'connections',
  firstRunSkipped: false,
})

/** Goes somewhere, after asking where something is unsaved. */
const go = (to: Partial<Place>): void => leave(() => place.set({ ...place.get(), ...to }))

/** Goes to a page; Keys opens with its list. */
export const goTo = (page: Page): void => go({ page, key: null })

/** Opens a key's page. `key`: its `refId`. */
export const goToKey = (key: string, tab: KeyTab = 'general'): void => go({ page: 'keys', key, tab })

/** Goes to a section of Settings. */
export const goToSettings = (section: SettingsSection): void => go({ page: 'settings', key: null, section })
