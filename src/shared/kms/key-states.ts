import type { KeyState } from '../model/key.ts'
import type { KeyOperation } from './kms-operation.ts'

/** Why a key's state does not allow an operation, as KMS answers it. */
export interface KeyStateNote {
  readonly error: 'DisabledException' | 'KMSInvalidStateException' | 'UnsupportedOperationException'
  /** What follows the key's ARN in the message. */
  readonly says: string
}

/** The notes below the table of KMS.md section 3, by their number there. 2 and 3 are both legal; this says 3. */
const notes = {
  1: { error: 'DisabledException', says: 'is disabled.' },
  3: { error: 'KMSInvalidStateException', says: 'is pending deletion.' },
  4: { error: 'KMSInvalidStateException', says: 'is not pending deletion.' },
  5: { error: 'KMSInvalidStateException', says: 'is pending import.' },
  6: {
    error: 'UnsupportedOperationException',
    says: 'origin is EXTERNAL which is not valid for this operation.',
  },
  7: { error: 'UnsupportedOperationException', says: 'is in a custom key store.' },
  11: { error: 'KMSInvalidStateException', says: 'is unavailable.' },
  14: { error: 'KMSInvalidStateException', says: 'is creating.' },
  15: { error: 'KMSInvalidStateException', says: 'is updating.' },
} as const satisfies Record<number, KeyStateNote>

type Cell = 'ok' | keyof typeof notes
type Row = Readonly<Record<KeyState, 'ok' | KeyStateNote>>

/** One row of the table, its cells in the order of the columns of KMS.md section 3. */
function row(...cells: readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell]): Row {
  const [Enabled, Disabled, PendingDeletion, PendingImport, Unavailable, Creating, Updating] = cells
  return {
    Enabled: said(Enabled),
    Disabled: said(Disabled),
    PendingDeletion: said(PendingDeletion),
    PendingReplicaDeletion: said(PendingDeletion),
    PendingImport: said(PendingImport),
    Unavailable: said(Unavailable),
    Creating: said(Creating),
    Updating: said(Updating),
  }
}

function said(cell: Cell): 'ok' | KeyStateNote {
  return cell === 'ok' ? 'ok' : notes[cell]
}

/** Cells that the table calls n/a (an asymmetric key waits for import since keys of all kinds are imported) are as here. */
const useKey = row('ok', 1, 3, 5, 11, 14, 'ok')
const readKey = row('ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok')
const switchKey = row('ok', 'ok', 3, 5, 'ok', 14, 15)
const switchRotation = row('ok', 1, 3, 6, 7, 14, 'ok')
/** That the key is EXTERNAL (notes 8 and 9) is asked for apart from its state. */
const importKey = row('ok', 'ok', 3, 'ok', 11, 14, 'ok')
const spread = row('ok', 1, 3, 5, 11, 14, 15)
/** The page has no row for them, or the row of a later page: names of a key that is leaving do not change. */
const label = row('ok', 'ok', 3, 'ok', 'ok', 14, 'ok')

/**
 * Key states by operation, KMS.md section 3. Whether a spec, usage or origin allows an operation at all is not said
 * here. Rotation status is readable in every state: the page's ✗6 predates the rotation of imported material. Operations
 * newer than the page (ListKeyRotations, RotateKeyOnDemand, GetKeyLastUsage) follow the model's own words.
 */
export const keyStateTable: Readonly<Record<KeyOperation, Row>> = {
  CancelKeyDeletion: row(4, 4, 'ok', 4, 4, 4, 4),
  CreateAlias: row('ok', 'ok', 3, 'ok', 'ok', 'ok', 'ok'),
  CreateGrant: row('ok', 1, 3, 5, 'ok', 14, 'ok'),
  Decrypt: useKey,
  DeleteAlias: readKey,
  DeleteImportedKeyMaterial: importKey,
  DescribeKey: readKey,
  DisableKey: switchKey,
  DisableKeyRotation: switchRotation,
  EnableKey: switchKey,
  EnableKeyRotation: switchRotation,
  Encrypt: useKey,
  GenerateDataKey: useKey,
  GenerateDataKeyPair: useKey,
  GenerateDataKeyPairWithoutPlaintext: useKey,
  GenerateDataKeyWithoutPlaintext: useKey,
  GenerateMac: useKey,
  GetKeyLastUsage: readKey,
  GetKeyPolicy: readKey,
  GetKeyRotationStatus: readKey,
  GetParametersForImport: importKey,
  GetPublicKey: useKey,
  ImportKeyMaterial: importKey,
  ListGrants: readKey,
  ListKeyPolicies: readKey,
  ListKeyRotations: readKey,
  ListResourceTags: readKey,
  PutKeyPolicy: readKey,
  ReEncrypt: useKey,
  ReplicateKey: spread,
  RetireGrant: readKey,
  RevokeGrant: readKey,
  RotateKeyOnDemand: row('ok', 1, 3, 5, 7, 14, 15),
  ScheduleKeyDeletion: row('ok', 'ok', 3, 'ok', 'ok', 'ok', 15),
  Sign: useKey,
  TagResource: label,
  UntagResource: label,
  /** Asked of the key that the alias shall point at (note 10). */
  UpdateAlias: row('ok', 'ok', 3, 'ok', 'ok', 'ok', 'ok'),
  UpdateKeyDescription: label,
  UpdatePrimaryRegion: spread,
  Verify: useKey,
  VerifyMac: useKey,
}
