import { IconAlertTriangle, IconCloud, IconDeviceLaptop, IconKey } from '@tabler/icons-react'
import type { KeyRef } from '../../../shared/model/key.ts'

interface DoorIconProps {
  /** Null = no key is chosen. */
  readonly service: KeyRef['service'] | null
  readonly missing: boolean
  readonly className?: string
}

/** The picture of where a chosen key lives, or of its absence. */
export function DoorIcon({ service, missing, className }: DoorIconProps) {
  if (missing) return <IconAlertTriangle className="i-amber" size={16} stroke={1.75} aria-hidden />
  const Glyph = service === null ? IconKey : service === 'local' ? IconDeviceLaptop : IconCloud
  return <Glyph {...(className === undefined ? {} : { className })} size={16} stroke={1.75} aria-hidden />
}
