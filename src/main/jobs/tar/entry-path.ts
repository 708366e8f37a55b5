import { tarEntryUnsafe } from './tar-faults.ts'
import type { UnsafeReason } from './tar-faults.ts'

/** Longer than any path of a disk here, and short enough that names of a stranger cost little. */
const longestName = 4096
const longestPart = 255

const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
const refusedOnWindows = /[<>:"|?*\\]/
const isControl = (character: string): boolean => character < ' '

/** What makes one part of a name unsafe or impossible; null where it is good. */
function faultOf(part: string, platform: NodeJS.Platform): UnsafeReason | null {
  if (part === '..') return 'outside'
  if (part.includes('\0')) return 'nameNotAllowed'
  if (Buffer.byteLength(part) > longestPart) return 'nameTooLong'
  if (platform !== 'win32') return null
  if (refusedOnWindows.test(part) || /[. ]$/.test(part) || Array.from(part).some(isControl))
    return 'nameNotAllowed'
  return reservedOnWindows.test(part) ? 'nameNotAllowed' : null
}

/**
 * An entry's name as the parts of a path below the target; none for the target itself (`./`). Throws TAR_ENTRY_UNSAFE
 * for a name that is absolute, leads out of the target in any way, or that this system would take for something else:
 * on Windows backslashes, drives, streams (`file:stream`), devices (`con`), dots and spaces at the end.
 */
export function entryParts(name: string, platform: NodeJS.Platform = process.platform): readonly string[] {
  if (name === '') throw tarEntryUnsafe('nameEmpty', name)
  if (name.length > longestName) throw tarEntryUnsafe('nameTooLong', name.slice(0, longestPart))
  if (name.startsWith('/')) throw tarEntryUnsafe('absolute', name)
  if (platform === 'win32' && /^([a-z]:|\\)/i.test(name)) throw tarEntryUnsafe('absolute', name)
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  for (const part of parts) {
    const fault = faultOf(part, platform)
    if (fault !== null) throw tarEntryUnsafe(fault, name)
  }
  return parts
}
