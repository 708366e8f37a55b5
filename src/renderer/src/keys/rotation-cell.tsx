import { IconAlertTriangle, IconClockHour4 } from '@tabler/icons-react'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { RotationStanding } from '../../../shared/rotation-standing.ts'
import { keysText } from '../words/keys-text.ts'
import { standingWords } from '../words/standing-words.ts'

interface RotationCellProps {
  readonly row: KeyRow
  readonly standing: RotationStanding
  readonly policyDays: number
}

/** How a key's rotation stands, in two lines: amber where it wants somebody, quiet where it does not. */
export function RotationCell({ row, standing, policyDays }: RotationCellProps) {
  if (standing.kind === 'notKnown' && row.denied.includes('kms:GetKeyRotationStatus')) {
    return <span className="dim">{keysText.notAllowed}</span>
  }
  const { words, sub, tone } = standingWords(standing, row, policyDays)
  const Glyph = tone === 'overdue' ? IconAlertTriangle : tone === 'due' ? IconClockHour4 : null
  const quiet = standing.kind === 'cannot' || standing.kind === 'never' || standing.kind === 'notKnown'
  return (
    <div className="two">
      <div className={`rotc ${tone === 'quiet' ? (quiet ? 'dim' : '') : `t-amber ${tone}`}`}>
        {Glyph !== null && <Glyph size={14} stroke={2} aria-hidden />}
        <span className="ell" title={words}>
          {words}
        </span>
      </div>
      <div className="b small dim ell" title={sub}>
        {sub}
      </div>
    </div>
  )
}
