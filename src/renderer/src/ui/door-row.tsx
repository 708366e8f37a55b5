import { IconCloud, IconDeviceLaptop, IconKey, IconLifebuoy, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { DoorLabel } from '../../../shared/model/plan.ts'
import { doorPlace } from '../words/door-words.ts'
import { CopyButton } from './copy-button.tsx'
import type { Icon } from './icon.ts'
import { Mono } from './mono.tsx'

const icons: Readonly<Record<DoorLabel['kind'], Icon>> = {
  local: IconDeviceLaptop,
  aws: IconCloud,
  recovery: IconLifebuoy,
  colleague: IconUser,
  other: IconKey,
}

/** One door of a file, with the ARN where it has one. `children`: what more is known of it. */
export function DoorRow({ door, children }: { readonly door: DoorLabel; readonly children?: ReactNode }) {
  const Glyph = icons[door.kind]
  return (
    <li className="door">
      <span className="tile">
        <Glyph size={16} stroke={1.75} aria-hidden />
      </span>
      <div className="door-main">
        <div className="door-name ell" title={door.name}>
          {door.name}
        </div>
        <div className="door-at">{doorPlace(door)}</div>
        {door.arn !== null && (
          <div className="door-note row">
            <Mono head={24} tail={8}>
              {door.arn}
            </Mono>
            <CopyButton text={door.arn} what="ARN" />
          </div>
        )}
        {children}
      </div>
    </li>
  )
}
