import { IconAlertTriangle, IconCloud, IconDeviceLaptop, IconKey, IconUser } from '@tabler/icons-react'
import type { DoorRef } from '../../../shared/model/door.ts'

const icons = { local: IconDeviceLaptop, aws: IconCloud, colleague: IconUser } as const

interface DoorIconProps {
  /** Null = no key is chosen. */
  readonly service: DoorRef['service'] | null
  readonly missing: boolean
  readonly className?: string
}

/** The picture of where a chosen key lives, or of its absence. */
export function DoorIcon({ service, missing, className }: DoorIconProps) {
  if (missing) return <IconAlertTriangle className="i-amber" size={16} stroke={1.75} aria-hidden />
  const Glyph = service === null ? IconKey : icons[service]
  return <Glyph {...(className === undefined ? {} : { className })} size={16} stroke={1.75} aria-hidden />
}
