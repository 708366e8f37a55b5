import path from 'node:path'
import type { FileAction } from '../../../shared/model/file-action.ts'

/** The suffix that Keyhold gives to encrypted files. */
export const encryptedSuffix = '.encrypted'

/** True for a name that says "encrypted" and leaves something once the suffix is taken away. */
export function hasEncryptedSuffix(name: string): boolean {
  return name.length > encryptedSuffix.length && name.toLowerCase().endsWith(encryptedSuffix)
}

/** The suffix that Keyhold gives to a folder that became one message. */
const archiveSuffix = `.tar${encryptedSuffix}`

/** True for the name of a message that says it holds a folder, and leaves something once that is taken away. */
export function hasArchiveSuffix(name: string): boolean {
  return name.length > archiveSuffix.length && name.toLowerCase().endsWith(archiveSuffix)
}

/**
 * The name a result is given: `report.pdf` becomes `report.pdf.encrypted` and back, a folder `photos` becomes
 * `photos.tar.encrypted` and back, and a moved message keeps its name. A message whose name lacks the suffix is opened
 * beside itself as `name.opened`, so that the two can be told apart.
 */
export function resultNameOf(sourceName: string, action: Exclude<FileAction, 'verify'>): string {
  if (action === 'encrypt') return sourceName + encryptedSuffix
  if (action === 'pack') return sourceName + archiveSuffix
  if (action === 'move') return sourceName
  if (action === 'unpack' && hasArchiveSuffix(sourceName)) return sourceName.slice(0, -archiveSuffix.length)
  if (!hasEncryptedSuffix(sourceName)) return `${sourceName}.opened`
  return sourceName.slice(0, -encryptedSuffix.length)
}

/**
 * The `count`-th name for a result whose own name is taken. The number stands before the extension of the plain file,
 * so that `report (2).pdf.encrypted` opens as `report (2).pdf`, a name its program still knows.
 */
export function numberedName(name: string, count: number): string {
  const suffix = hasEncryptedSuffix(name) ? name.slice(-encryptedSuffix.length) : ''
  const plain = name.slice(0, name.length - suffix.length)
  const { name: stem, ext } = path.parse(plain)
  const isArchive = stem.toLowerCase().endsWith('.tar') && stem.length > '.tar'.length
  const cut = isArchive ? stem.length - '.tar'.length : stem.length
  return `${stem.slice(0, cut)} (${count})${stem.slice(cut)}${ext}${suffix}`
}

/** As `numberedName`, for a folder: a dot in its name begins no extension. */
export function numberedFolderName(name: string, count: number): string {
  return `${name} (${count})`
}

/** The names to try in turn: the wanted one, then numbered ones; only the wanted one where numbering is refused. */
export function* namesToTry(
  wanted: string,
  ifExists: 'number' | 'refuse',
  numbered: typeof numberedName = numberedName,
): Generator<string, void> {
  yield wanted
  if (ifExists === 'refuse') return
  for (let count = 2; count <= 9999; count++) yield numbered(wanted, count)
}

/**
 * True for a name that common file systems cannot hold: 255 bytes of UTF-8, or 255 UTF-16 units on Windows. A file
 * system with a lower limit says so itself when the target is looked at.
 */
export function isNameTooLong(name: string, platform: NodeJS.Platform): boolean {
  return (platform === 'win32' ? name.length : Buffer.byteLength(name)) > 255
}
