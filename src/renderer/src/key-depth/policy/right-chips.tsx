import {
  IconDots,
  IconEye,
  IconKey,
  IconLock,
  IconSettings,
  IconShare,
  IconSignature,
  IconTrash,
} from '@tabler/icons-react'
import type { PolicyStatement } from '../../../../shared/model/key-page.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import type { Icon } from '../../ui/icon.ts'
import { rightChips } from '../../words/right-chip-words.ts'

type Right = PolicyStatement['may'][number]

const icons: Readonly<Record<Right, Icon>> = {
  everything: IconSettings,
  administer: IconSettings,
  use: IconLock,
  grant: IconShare,
  read: IconEye,
  delete: IconTrash,
  other: IconDots,
}

interface RightChipsProps {
  readonly of: PolicyStatement
  readonly usage: string | null
  readonly tone: Tone
}

/** What a statement comes to, as a row of short words; the actions themselves on hover. */
export function RightChips({ of: { may, actions }, usage, tone }: RightChipsProps) {
  const shown = may.includes('everything') ? may.filter((right) => right === 'everything') : may
  return (
    <div className="say-chips">
      {shown.map((right) => (
        <Chip key={right} tone={tone} icon={iconOf(right, usage)} title={actions.join(', ')}>
          {rightChips(right, usage)}
        </Chip>
      ))}
    </div>
  )
}

function iconOf(right: Right, usage: string | null): Icon {
  if (right !== 'use' || usage === 'ENCRYPT_DECRYPT') return icons[right]
  return usage === 'SIGN_VERIFY' ? IconSignature : IconKey
}
