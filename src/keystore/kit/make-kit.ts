import { VaultError } from '../../shared/vault-error.ts'
import type { RecoveryKit } from '../../shared/model/recovery.ts'
import { Secret } from '../../main/secret/secret.ts'
import type { KitInput } from './kit-operations.ts'
import { writeNew, type KitFiles } from './kit-files.ts'
import { deriveKit, kitIdBytes, kitSecretLength, type KitKeys } from './kit-keys.ts'
import { makeSheets } from './make-sheets.ts'
import { openSheets } from './open-sheets.ts'
import { longestSheetFile, readSheetFile } from './page/read-sheet-file.ts'
import { drawSheet } from './page/sheet-page.ts'
import { wipeSheet, writeSheet, type Sheet } from './sheet-content.ts'
import type { PassphraseDeps } from './sheet-passphrase.ts'

export interface KitDeps extends PassphraseDeps {
  readonly files: KitFiles
  readonly now: () => Date
}

export interface MadeKit {
  readonly kit: RecoveryKit
  readonly keys: KitKeys
  readonly savedAs: readonly string[]
}

/**
 * Makes a kit and writes its sheets as new files, then opens it with what is in these files: a kit that does not open is
 * not one. Its secret is nowhere else afterwards. Throws VaultError; no file is left then.
 */
export async function makeKit(input: KitInput<'makeKit'>, deps: KitDeps): Promise<MadeKit> {
  const secret = Secret.take(deps.random(kitSecretLength))
  const savedAs: string[] = []
  let sheets: readonly Sheet[] = []
  let keys: KitKeys | undefined
  try {
    keys = await deriveKit(secret)
    const kit = kitOf(keys, input, deps.now())
    const id = kitIdBytes(keys.fingerprint)
    const draft = { ...input, sheets: input.paths.length }
    sheets = await makeSheets(secret, id, { draft, ...deps })
    for (const [index, sheet] of sheets.entries())
      savedAs.push(save(sheet, { kit, path: input.paths[index] ?? '', at: deps.now() }, deps))
    await readBack(savedAs, input, { ...deps, kit })
    return { kit, keys, savedAs }
  } catch (error) {
    for (const path of savedAs) deps.files.remove(path)
    keys?.backupKey.wipe()
    throw error
  } finally {
    for (const sheet of sheets) wipeSheet(sheet)
    secret.wipe()
  }
}

function kitOf({ kitId, fingerprint }: KitKeys, input: KitInput<'makeKit'>, now: Date): RecoveryKit {
  const { form, threshold, madeFor, paths } = input
  const made = { madeFor, madeAt: now.toISOString(), rehearsedAt: null, revokedAt: null }
  return { kitId, fingerprint, form, threshold, sheets: paths.length, ...made }
}

function save(
  sheet: Sheet,
  { kit, path, at }: { readonly kit: RecoveryKit; readonly path: string; readonly at: Date },
  { files }: KitDeps,
): string {
  const { kitId, form, madeFor } = kit
  const share =
    sheet.form === 'shares' ? { index: sheet.index, sheets: sheet.sheets, threshold: sheet.threshold } : null
  const page = drawSheet({ kitId, form, share, madeFor, madeAt: at, lines: writeSheet(sheet) })
  try {
    return writeNew(path.replaceAll('{kit}', kitId), page, files)
  } finally {
    page.fill(0)
  }
}

async function readBack(
  savedAs: readonly string[],
  { passphrase }: KitInput<'makeKit'>,
  { files, derive, kit }: KitDeps & { readonly kit: RecoveryKit },
): Promise<void> {
  const keys = await openSheets({ sheets: readSheets(savedAs, files), passphrase }, derive)
  keys.backupKey.wipe()
  if (keys.fingerprint !== kit.fingerprint)
    throw new VaultError('KIT_WRONG', 'the sheets that were just written do not give this kit')
}

/** The text of each sheet. Throws KIT_TEXT_INVALID {sheet}. */
export function readSheets(paths: readonly string[], files: Pick<KitFiles, 'read'>): readonly string[] {
  return paths.map((path) => {
    const bytes = files.read(path, longestSheetFile)
    if (bytes === undefined)
      throw new VaultError('KIT_TEXT_INVALID', 'this file is no sheet of a recovery kit')
    try {
      return readSheetFile(bytes)
    } finally {
      bytes.fill(0)
    }
  })
}
