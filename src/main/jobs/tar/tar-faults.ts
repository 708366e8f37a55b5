import { VaultError } from '../../../shared/vault-error.ts'

/** Why an entry of a tar is not unpacked, and with it nothing of the tar. */
export type UnsafeReason =
  | 'absolute'
  | 'outside'
  | 'nameEmpty'
  | 'nameNotUtf8'
  | 'nameNotAllowed'
  | 'nameTooLong'
  | 'nameTwice'
  | 'kind'
  | 'sparse'

const sentences: Readonly<Record<UnsafeReason, string>> = {
  absolute: 'its name begins at the root of a disk',
  outside: 'its name leads out of the folder',
  nameEmpty: 'it has no name',
  nameNotUtf8: 'its name is not UTF-8',
  nameNotAllowed: 'its name is not one that this system can hold safely',
  nameTooLong: 'its name is too long',
  nameTwice: 'another entry has the same name here',
  kind: 'it is a device, a pipe or something unknown',
  sparse: 'it is a sparse file in a form of its own',
}

/** The error for an entry that must not be unpacked. `name` is cut to its last part: facts carry no paths. */
export function tarEntryUnsafe(reason: UnsafeReason, name: string): VaultError {
  const file = name.split(/[/\\]/).findLast((part) => part !== '') ?? name
  return new VaultError(
    'TAR_ENTRY_UNSAFE',
    `an entry of this folder is unsafe: ${sentences[reason]}; nothing was unpacked`,
    { facts: { file: file.slice(0, 255), reason } },
  )
}

/** The error for an intact message whose content is no tar, or only a part of one. */
export function tarDamaged(cause?: unknown): VaultError {
  return new VaultError(
    'TAR_DAMAGED',
    'what is in this message is not a whole tar file; open it as a file instead',
    { cause },
  )
}
