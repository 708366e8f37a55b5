import { Radio } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import type { Settings } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import type { Icon } from '../ui/icon.ts'
import { sectionNames, settingsText } from '../words/settings-text.ts'

const schemes: readonly { readonly value: Settings['colorScheme']; readonly icon: Icon }[] = [
  { value: 'system', icon: IconDeviceDesktop },
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
]

/** Light, dark, or like the system. */
export function AppearanceSection({ settings }: { readonly settings: Settings }) {
  const choose = (value: string) => {
    const scheme = schemes.find((each) => each.value === value)
    if (scheme !== undefined) void changeSettings({ colorScheme: scheme.value })
  }
  return (
    <>
      <h2>{sectionNames.appearance}</h2>
      <Radio.Group value={settings.colorScheme} onChange={choose} aria-label={settingsText.look}>
        <div className="choices">
          {schemes.map(({ value, icon: Glyph }) => (
            <Radio.Card key={value} value={value} className="choice">
              <Glyph size={18} stroke={1.6} aria-hidden />
              <span>{settingsText.schemes[value]}</span>
              <Radio.Indicator />
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </>
  )
}
