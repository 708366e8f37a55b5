import { Switch } from '@mantine/core'
import type { Settings } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import { logSettingsText as words } from '../words/activity-text.ts'

/** How the activity log is kept. */
export function LogSettings({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <h3 className="set-more">{words.title}</h3>
      <p className="mid soft set-p">{words.intro}</p>
      <div className="set-form">
        <Switch
          checked={settings.logDetails}
          onChange={(event) => void changeSettings({ logDetails: event.currentTarget.checked })}
          label={words.details}
          description={words.detailsNote}
        />
        <Switch
          checked={settings.refuseUnlogged}
          onChange={(event) => void changeSettings({ refuseUnlogged: event.currentTarget.checked })}
          label={words.refuse}
          description={words.refuseNote}
        />
      </div>
    </>
  )
}
