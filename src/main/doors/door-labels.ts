import type { KeyRow } from '../../shared/model/key.ts'
import type { DoorLabel } from '../../shared/model/plan.ts'
import { parseKmsArn, type KeyArn } from '../keys/aws-kms/key-arn.ts'
import { kitIdLength, kitIdOf } from '../../keystore/kit/kit-keys.ts'
import { shownText } from '../../shared/shown-text.ts'

/** Where a local key lives, as a person reads it. */
const thisComputer = 'this computer'
const longestName = 64
/** Hexadecimal digits of a fingerprint that tell two doors apart on a screen. */
const shortFingerprint = 8
/** As long as AWS's own may be. */
const longestArn = 2048

/** A local key's door. `row` is null where this vault has no such key. */
export function localDoorLabel(keyId: string, row: KeyRow | null): DoorLabel {
  const name = row?.alias ?? keyId
  return { kind: 'local', name, where: thisComputer, arn: null, known: row !== null }
}

/** A KMS key's door. `row` is null where the key was not listed; `known`: a connection reaches it. */
export function awsDoorLabel(keyArn: KeyArn, row: KeyRow | null, known: boolean): DoorLabel {
  const arn = parseKmsArn(keyArn)
  const name = row?.alias ?? shownText(arn?.id ?? keyArn, longestName)
  const where = shownText(arn?.region ?? '', longestName)
  return { kind: 'aws', name, where, arn: shownText(keyArn, longestArn), known }
}

/** A recovery kit's door, by the id on its sheets. `known`: new files get it, or files are opened with it now. */
export function recoveryDoorLabel(fingerprint: string, known: boolean): DoorLabel {
  const name = kitIdOf(Buffer.from(fingerprint, 'hex').subarray(0, kitIdLength))
  return { kind: 'recovery', name, where: 'recovery kit', arn: null, known }
}

/** A door for a person: `owner` is this computer for the own exchange key, a colleague's name, or null for somebody unknown. */
export function colleagueDoorLabel(
  fingerprint: string,
  owner: { readonly name: string } | 'own' | null,
): DoorLabel {
  if (owner === 'own')
    return { kind: 'colleague', name: 'Your card', where: thisComputer, arn: null, known: true }
  const name = owner === null ? `A colleague (${fingerprint.slice(0, shortFingerprint)})` : owner.name
  return { kind: 'colleague', name, where: 'colleague', arn: null, known: false }
}

/** A door of a provider that this vault has no keys of. The id comes from a file: shown as text, at most 64 characters. */
export function otherDoorLabel(providerId: Uint8Array): DoorLabel {
  const provider = shownText(new TextDecoder().decode(providerId), longestName)
  return { kind: 'other', name: provider, where: provider, arn: null, known: false }
}
