import type { KeyState } from '../../../src/shared/model/key.ts'
import { keyStateTable } from '../../../src/shared/kms/key-states.ts'
import type { KeyOperation } from '../../../src/shared/kms/kms-operation.ts'
import { FakeError } from './fake-error.ts'

/** Throws the error of the table of KMS.md section 3 where the state does not allow the operation. */
export function requireState(
  operation: KeyOperation,
  key: { readonly arn: string; readonly state: KeyState },
): void {
  const cell = keyStateTable[operation][key.state]
  if (cell !== 'ok') throw new FakeError(cell.error, `${key.arn} ${cell.says}`)
}
