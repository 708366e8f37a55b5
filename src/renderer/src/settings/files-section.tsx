import type { Settings } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import { OptionsFields } from '../files/options-fields.tsx'
import { sectionNames, settingsText } from '../words/settings-text.ts'

/** The defaults for files. */
export function FilesSection({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <h2>{sectionNames.files}</h2>
      <p className="mid soft">{settingsText.filesIntro}</p>
      <div className="set-form">
        <OptionsFields value={settings} onChange={(change) => void changeSettings(change)} />
      </div>
    </>
  )
}
