import path from 'node:path'

/** The suffix that Keyhold gives to encrypted files. */
export const encryptedSuffix = '.encrypted'

/** True for a name that says "encrypted" and leaves something once the suffix is taken away. */
export function hasEncryptedSuffix(name: string): boolean {
  return name.length > encryptedSuffix.length && name.toLowerCase().endsWith(encryptedSuffix)
}

/**
 * The name a result is given: `report.pdf` becomes `report.pdf.encrypted` and back. A message whose name lacks the
 * suffix is opened beside itself as `name.opened`, so that the two can be told apart.
 */
export function resultNameOf(sourceName: string, action: 'encrypt' | 'open'): string {
  if (action === 'encrypt') return sourceName + encryptedSuffix
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

/** The names to try in turn: the wanted one, then numbered ones; only the wanted one where numbering is refused. */
export function* namesToTry(wanted: string, ifExists: 'number' | 'refuse'): Generator<string, void> {
  yield wanted
  if (ifExists === 'refuse') return
  for (let count = 2; count <= 9999; count++) yield numberedName(wanted, count)
}

/**
 * True for a name that common file systems cannot hold: 255 bytes of UTF-8, or 255 UTF-16 units on Windows. A file
 * system with a lower limit says so itself when the target is looked at.
 */
export function isNameTooLong(name: string, platform: NodeJS.Platform): boolean {
  return (platform === 'win32' ? name.length : Buffer.byteLength(name)) > 255
}
