import type { KeyState } from '../../../src/shared/model/key.ts'
import { FakeError, type FakeErrorName } from './fake-error.ts'

/** The notes below the table of KMS.md section 3, by their number there. 2 and 3 are both legal; the fake says 3. */
const notes = {
  1: { error: 'DisabledException', says: 'is disabled.' },
  3: { error: 'KMSInvalidStateException', says: 'is pending deletion.' },
  4: { error: 'KMSInvalidStateException', says: 'is not pending deletion.' },
  5: { error: 'KMSInvalidStateException', says: 'is pending import.' },
  11: { error: 'KMSInvalidStateException', says: 'is unavailable.' },
  14: { error: 'KMSInvalidStateException', says: 'is creating.' },
  15: { error: 'KMSInvalidStateException', says: 'is updating.' },
} as const satisfies Record<number, { error: FakeErrorName; says: string }>

type Cell = 'ok' | keyof typeof notes
type Row = Readonly<Record<KeyState, Cell>>

/** One row of the table, its cells in the order of the columns of KMS.md section 3. */
function row(...cells: readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell]): Row {
  const [Enabled, Disabled, PendingDeletion, PendingImport, Unavailable, Creating, Updating] = cells
  const PendingReplicaDeletion = PendingDeletion
  return {
    Enabled,
    Disabled,
    PendingDeletion,
    PendingReplicaDeletion,
    PendingImport,
    Unavailable,
    Creating,
    Updating,
  }
}

const useKey = row('ok', 1, 3, 5, 11, 14, 'ok')
const readKey = row('ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok')
const switchKey = row('ok', 'ok', 3, 5, 'ok', 14, 15)

/** Key states by operation, KMS.md section 3. */
export const keyStateTable = {
  Encrypt: useKey,
  Decrypt: useKey,
  GenerateDataKey: useKey,
  DescribeKey: readKey,
  ListAliases: readKey,
  EnableKey: switchKey,
  DisableKey: switchKey,
  ScheduleKeyDeletion: row('ok', 'ok', 3, 'ok', 'ok', 'ok', 15),
  CancelKeyDeletion: row(4, 4, 'ok', 4, 4, 4, 4),
  CreateAlias: row('ok', 'ok', 3, 'ok', 'ok', 'ok', 'ok'),
} as const satisfies Record<string, Row>

export type OperationOnKey = keyof typeof keyStateTable

/** Throws the error of the table where the state does not allow the operation. */
export function requireState(
  operation: OperationOnKey,
  key: { readonly arn: string; readonly state: KeyState },
) {
  const cell: Cell = keyStateTable[operation][key.state]
  if (cell !== 'ok') throw new FakeError(notes[cell].error, `${key.arn} ${notes[cell].says}`)
}
