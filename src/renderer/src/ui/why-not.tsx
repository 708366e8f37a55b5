import { type KeyAction, permissionFor, whyNot } from '../../../shared/kms/why-not.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { useDenied } from '../data/denied-problem.ts'
import { CopyForAdministrator } from './problem-panel.tsx'

interface WhyNotProps {
  readonly row: KeyRow
  readonly action: KeyAction
  /** Null = nothing stands in the way. */
  readonly reason: string | null
}

/** Why a control cannot be used, beside it; where credentials lack a right, with the text for who can give it. */
export function WhyNot({ row, action, reason }: WhyNotProps) {
  const denied = useDenied(row)(permissionFor(action))
  if (reason === null) return null
  return (
    <>
      <span className="mid dim">{reason}</span>
      {denied !== null && whyNot(action, row) === null && <CopyForAdministrator problem={denied} quiet />}
    </>
  )
}
