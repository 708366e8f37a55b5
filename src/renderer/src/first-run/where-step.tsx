import { Radio } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconCloud,
  IconDeviceLaptop,
  IconShieldCheck,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { useProfiles } from '../data/queries.ts'
import { listed, many } from '../format/lists.ts'
import { Chip } from '../ui/chip.tsx'
import type { Icon } from '../ui/icon.ts'
import { VaultPanel } from '../vault/vault-panel.tsx'
import { firstRunText } from '../words/first-run-text.ts'
import { vaultTrouble } from '../words/vault-words.ts'
import type { KeyHome } from './first-run-state.ts'

const words = firstRunText.where

interface WhereStepProps {
  readonly status: VaultStatus
  readonly value: KeyHome
  readonly onChange: (value: KeyHome) => void
}

/** Step 1: this computer, AWS, or both; with the test of the keychain and the profiles that were found. */
export function WhereStep({ status, value, onChange }: WhereStepProps) {
  return (
    <Radio.Group
      value={value}
      onChange={(chosen) => onChange(chosen === 'aws' || chosen === 'both' ? chosen : 'here')}
      aria-label={words.title}
    >
      <div className="opts">
        <Choice value="here" at={value} icon={IconDeviceLaptop} title={words.here} text={words.hereText}>
          <KeychainResult status={status} />
        </Choice>
        <Choice value="aws" at={value} icon={IconCloud} title={words.aws} text={words.awsText}>
          <ProfilesFound />
        </Choice>
        <Choice value="both" at={value} icon={IconShieldCheck} title={words.both} text={words.bothText} />
        {value !== 'aws' && <VaultPanel status={status} />}
      </div>
    </Radio.Group>
  )
}

interface ChoiceProps {
  readonly value: KeyHome
  readonly at: KeyHome
  readonly icon: Icon
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

function Choice({ value, at, icon: Glyph, title, text, children }: ChoiceProps) {
  const id = `home-${value}`
  return (
    <Radio.Card value={value} className="opt" aria-labelledby={id} aria-describedby={`${id}-text`}>
      <span className={at === value ? 'tile big accent' : 'tile big'}>
        <Glyph size={20} stroke={1.6} aria-hidden />
      </span>
      <div className="grow">
        <div className="opt-t" id={id}>
          {title}
        </div>
        <p className="mid soft" id={`${id}-text`}>
          {text}
        </p>
        {children !== undefined && <div className="opt-x">{children}</div>}
      </div>
      <Radio.Indicator />
    </Radio.Card>
  )
}

function KeychainResult({ status }: { readonly status: VaultStatus }) {
  if (status.state === 'starting') return <span className="small dim">{words.testing}</span>
  if (vaultTrouble(status) !== null) {
    return (
      <Chip tone="amber" icon={IconAlertTriangle}>
        {words.cannot}
      </Chip>
    )
  }
  const has = status.state === 'open' && status.keyCount > 0 ? status.keyCount : 0
  return (
    <Chip tone="green" icon={IconCheck} title={'keychain' in status ? status.keychain : ''}>
      {has > 0 ? words.already(many(has, 'key')) : words.works}
    </Chip>
  )
}

function ProfilesFound() {
  const found = useProfiles().data
  if (found === undefined) return null
  const names = found.profiles.map((profile) => profile.name)
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
  const profiles =
    names.length > 0
      ? words.profiles(many(names.length, 'profile'), listed(shown))
      : found.environment
        ? words.environment
        : words.noProfiles
  return <span className="small dim">{profiles}</span>
}
