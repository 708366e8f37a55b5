import type { Settings } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import { FormatFields } from '../files/format-fields.tsx'
import { UsualFields } from '../files/options-fields.tsx'
import { RecoverySelect } from '../files/recovery-field.tsx'
import { sectionNames, settingsText } from '../words/settings-text.ts'

/** The defaults for files. */
export function FilesSection({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <h2>{sectionNames.files}</h2>
      <p className="mid soft">{settingsText.filesIntro}</p>
      <div className="set-form">
        <UsualFields value={settings} onChange={(change) => void changeSettings(change)} />
        <RecoverySelect value={settings.recovery} onChange={(change) => void changeSettings(change)} />
        <FormatFields value={settings} onChange={(change) => void changeSettings(change)} />
      </div>
    </>
  )
}
