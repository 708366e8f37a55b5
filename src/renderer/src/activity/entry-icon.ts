import {
  IconAlertTriangle,
  IconCloud,
  IconDeviceFloppy,
  IconKey,
  IconLifebuoy,
  IconLink,
  IconLock,
  IconLockOpen2,
  IconLogin2,
  IconRotateClockwise2,
  IconSettings,
  IconShieldCheck,
  IconUserKey,
  IconUsers,
  IconX,
} from '@tabler/icons-react'
import type { ActivityEntry } from '../../../shared/model/activity.ts'
import type { Icon } from '../ui/icon.ts'

const icons: readonly (readonly [RegExp, Icon])[] = [
  [/^(logGap|logNotWhole)$/, IconAlertTriangle],
  [/^(beginLog|vouchAnew)$/, IconLink],
  [/^(encryptFiles|moveFiles|lock|WrapDataKey|Encrypt|ReEncrypt)$/, IconLock],
  [/^(openFiles|UnwrapDataKey|Decrypt|OpenFromColleague)$/, IconLockOpen2],
  [/^(verifyFiles|Verify|VerifyMac)$/, IconShieldCheck],
  [/otat|uccession/, IconRotateClockwise2],
  [/Kit$/, IconLifebuoy],
  [/Backup|Snapshot|OlderCopy/, IconDeviceFloppy],
  [/olleague|OwnName/, IconUsers],
  [/^sign(In|Out)$/, IconLogin2],
  [/Connection|Account/, IconCloud],
  [/^(setLock|setLogging)$/, IconSettings],
  [/^(unlock|openStore|setUp|setProtection)$/, IconUserKey],
]

/** The picture beside what an entry says; its words say the same. */
export function entryIcon({ what, code }: ActivityEntry): Icon {
  if (code !== null) return IconX
  return icons.find(([pattern]) => pattern.test(what))?.[1] ?? IconKey
}
