import type { KeyRow } from '../../shared/model/key.ts'
import type { DoorLabel } from '../../shared/model/plan.ts'
import { parseKmsArn, type KeyArn } from './aws-kms/key-arn.ts'

/** Where a local key lives, as a person reads it. */
const thisComputer = 'this computer'

/** A local key's door. `row` is null where this vault has no such key. */
export function localDoorLabel(keyId: string, row: KeyRow | null): DoorLabel {
  const name = row?.alias ?? keyId
  return { kind: 'local', name, where: thisComputer, arn: null, known: row !== null }
}

/** A KMS key's door. `row` is null where the key was not listed; `known`: a connection reaches it. */
export function awsDoorLabel(keyArn: KeyArn, row: KeyRow | null, known: boolean): DoorLabel {
  const arn = parseKmsArn(keyArn)
  const name = row?.alias ?? arn?.id ?? keyArn
  return { kind: 'aws', name, where: arn?.region ?? '', arn: keyArn, known }
}

/** A door of a provider that this vault has no keys of. The id comes from a file: shown as text, at most 64 characters. */
export function otherDoorLabel(providerId: Uint8Array): DoorLabel {
  const provider = printable(new TextDecoder().decode(providerId))
  return { kind: 'other', name: provider, where: provider, arn: null, known: false }
}

/** Control and formatting characters could make one label look like another. */
function printable(text: string): string {
  return text.replaceAll(/[\p{C}]/gu, '\u{fffd}').slice(0, 64)
}
