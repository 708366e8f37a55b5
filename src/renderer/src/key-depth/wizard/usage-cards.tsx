import { Radio } from '@mantine/core'
import { IconLock, IconShieldCheck, IconSignature, IconUsers } from '@tabler/icons-react'
import type { KeyUsage } from '../../../../shared/kms/key-specs.ts'
import type { Icon } from '../../ui/icon.ts'
import { kindText as words } from '../../words/wizard-text.ts'
import { ChoiceCard } from './choice-card.tsx'

const icons: Readonly<Record<KeyUsage, Icon>> = {
  ENCRYPT_DECRYPT: IconLock,
  SIGN_VERIFY: IconSignature,
  GENERATE_VERIFY_MAC: IconShieldCheck,
  KEY_AGREEMENT: IconUsers,
}

interface UsageCardsProps<Usage extends KeyUsage> {
  /** What keys can be for where the key is made. */
  readonly usages: readonly Usage[]
  readonly value: Usage
  /** Two in a row. */
  readonly pairs?: boolean
  readonly onChange: (usage: Usage) => void
}

/** What a key is for, in plain words. */
export function UsageCards<Usage extends KeyUsage>(props: UsageCardsProps<Usage>) {
  const { usages, value, pairs = false, onChange } = props
  const choose = (chosen: string) => {
    const usage = usages.find((each) => each === chosen)
    if (usage !== undefined) onChange(usage)
  }
  return (
    <Radio.Group value={value} aria-label={words.title} onChange={choose}>
      <div className={pairs ? 'opts pairs-of' : 'opts'}>
        {usages.map((usage) => (
          <ChoiceCard
            key={usage}
            value={usage}
            chosen={value === usage}
            icon={icons[usage]}
            title={words.kinds[usage].name}
            text={words.kinds[usage].text}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
