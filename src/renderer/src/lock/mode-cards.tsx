import { Radio } from '@mantine/core'
import { IconDeviceLaptop, IconKey, IconShieldLock } from '@tabler/icons-react'
import type { VaultMode } from '../../../shared/model/vault.ts'
import type { Icon } from '../ui/icon.ts'
import { protectionText as words } from '../words/lock-text.ts'
import { ChoiceCard } from '../key-depth/wizard/choice-card.tsx'

const icons: Readonly<Record<VaultMode, Icon>> = {
  keychain: IconDeviceLaptop,
  keychainAndPassphrase: IconShieldLock,
  passphrase: IconKey,
}
const allModes: readonly VaultMode[] = ['keychain', 'keychainAndPassphrase', 'passphrase']

/** True where a mode asks for a passphrase. */
export const asksPassphrase = (mode: VaultMode): boolean => mode !== 'keychain'

interface ModeCardsProps {
  /** Which can be chosen; all where it is left out. */
  readonly modes?: readonly VaultMode[]
  readonly value: VaultMode
  readonly onChange: (mode: VaultMode) => void
}

/** The three ways to open the keys, each with what it means. */
export function ModeCards({ modes = allModes, value, onChange }: ModeCardsProps) {
  return (
    <Radio.Group
      value={value}
      onChange={(chosen) => onChange(modes.find((mode) => mode === chosen) ?? value)}
      aria-label={words.title}
    >
      <div className="mode-cards">
        {modes.map((mode) => (
          <ChoiceCard
            key={mode}
            value={mode}
            chosen={mode === value}
            icon={icons[mode]}
            title={words.modes[mode].name}
            text={words.modes[mode].text}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
