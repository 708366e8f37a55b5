import { combine } from 'shamir-secret-sharing'
import { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { DeriveFromPassphrase } from '../protection/scrypt.ts'
import { deriveKit, type KitKeys } from './kit-keys.ts'
import { kitIdOfSheet, readSheet, wipeSheet, type ShareSheet, type Sheet } from './sheet-content.ts'
import { openPassphraseSheet } from './sheet-passphrase.ts'

/** What a person brought: the text of each sheet, and the passphrase where the kit has one. */
export interface SheetsEntry {
  readonly sheets: readonly string[]
  readonly passphrase: string | null
}

/**
 * Opens a kit with its sheets. Shamir's combination gives wrong bytes for wrong shares without a word, so only one thing
 * counts: the derived key has the fingerprint that the kit's id names. Throws KIT_TEXT_INVALID {line, sheet},
 * KIT_SHEETS_MIXED, KIT_SHEETS_TOO_FEW {threshold, have}, KIT_PASSPHRASE_WRONG, KIT_WRONG.
 */
export async function openSheets(entry: SheetsEntry, derive: DeriveFromPassphrase): Promise<KitKeys> {
  const sheets: Sheet[] = []
  let secret: Secret | undefined
  try {
    for (const text of entry.sheets) sheets.push(readNamed(text, sheets.length, entry.sheets.length))
    const [first, ...others] = sheets
    if (first === undefined) throw new VaultError('KIT_TEXT_INVALID', 'no sheet of a recovery kit was given')
    secret = await secretOf(first, others, { passphrase: entry.passphrase, derive })
    const kit = await deriveKit(secret)
    if (kit.kitId === kitIdOfSheet(first)) return kit
    kit.backupKey.wipe()
    throw new VaultError('KIT_WRONG', 'what the sheets hold does not give the kit that they name')
  } finally {
    for (const sheet of sheets) wipeSheet(sheet)
    secret?.wipe()
  }
}

/** Says which sheet is wrong where there are several. */
function readNamed(text: string, index: number, count: number): Sheet {
  try {
    return readSheet(text)
  } catch (error) {
    if (!(error instanceof VaultError) || count === 1) throw error
    throw new VaultError(error.code, error.message, { facts: { ...error.facts, sheet: index + 1 } })
  }
}

async function secretOf(
  first: Sheet,
  others: readonly Sheet[],
  { passphrase, derive }: { readonly passphrase: string | null; readonly derive: DeriveFromPassphrase },
): Promise<Secret> {
  if (first.form === 'shares') return await combined(first, others)
  // The same sheet twice is one; a sheet of the same kit in another form is not made.
  if (others.some((other) => other.form !== first.form || kitIdOfSheet(other) !== kitIdOfSheet(first)))
    throw mixed()
  if (first.form === 'plain') return first.secret.use((bytes) => Secret.take(Uint8Array.from(bytes)))
  return await openPassphraseSheet(first, passphrase, derive)
}

async function combined(first: ShareSheet, others: readonly Sheet[]): Promise<Secret> {
  const byIndex = new Map([[first.index, first]])
  for (const other of others) {
    if (!isOfSameKit(first, other)) throw mixed()
    const known = byIndex.get(other.index)
    if (known !== undefined && !isSameShare(known, other)) throw mixed()
    byIndex.set(other.index, other)
  }
  const { threshold } = first
  if (byIndex.size < threshold)
    throw new VaultError('KIT_SHEETS_TOO_FEW', 'more sheets of this kit are needed', {
      facts: { threshold, have: byIndex.size },
    })
  const shares = [...byIndex.values()]
    .slice(0, threshold)
    .map(({ share }) => share.use((bytes) => bytes.slice()))
  try {
    return Secret.take(await combine(shares))
  } catch (cause) {
    throw new VaultError('KIT_WRONG', 'what the sheets hold does not fit together', { cause })
  } finally {
    for (const share of shares) share.fill(0)
  }
}

function isOfSameKit(first: ShareSheet, other: Sheet): other is ShareSheet {
  return (
    other.form === 'shares' &&
    kitIdOfSheet(other) === kitIdOfSheet(first) &&
    other.threshold === first.threshold &&
    other.sheets === first.sheets
  )
}

function isSameShare({ share }: ShareSheet, other: ShareSheet): boolean {
  return share.use((a) => other.share.use((b) => Buffer.compare(a, b) === 0))
}

function mixed(): VaultError {
  return new VaultError('KIT_SHEETS_MIXED', 'these sheets are of different kits')
}
