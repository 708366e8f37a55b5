import { errnoOf } from '../files/file-error.ts'

/** EISDIR is what Node makes of Windows' answer (ERROR_INVALID_FUNCTION) on FAT and exFAT. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EISDIR'])

/** True for what a link fails with where the file system has no hard links, or no more of them. */
export function hasNoHardLinks(error: unknown): boolean {
  return noHardLinks.has(errnoOf(error) ?? '')
}
