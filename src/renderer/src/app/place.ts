import { smallStore } from '../data/small-store.ts'

/** The pages of the rail. */
export type Page = 'files' | 'keys' | 'settings'

/** The sections of Settings. */
export type SettingsSection =
  'connections' | 'files' | 'opening' | 'history' | 'appearance' | 'computer' | 'about'

/** Where the person is. */
export interface Place {
  readonly page: Page
  readonly section: SettingsSection
  /** The person asked to go on without the first run; it comes back at the next start until it is done. */
  readonly firstRunSkipped: boolean
}

/** The one place on the screen. */
export const place = smallStore<Place>({ page: 'files', section: 'connections', firstRunSkipped: false })

/** Goes to a page. */
export const goTo = (page: Page): void => place.set({ ...place.get(), page })

/** Goes to a section of Settings. */
export const goToSettings = (section: SettingsSection): void =>
  place.set({ ...place.get(), page: 'settings', section })
