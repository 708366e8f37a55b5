import type { KitForm, RecoveryKit } from '../../../shared/model/recovery.ts'
import { date } from '../format/dates.ts'
import { Mark } from '../ui/mark.tsx'
import { sheetText as words } from '../words/recovery-text.ts'
import { linesOf } from './kit-lines.ts'

/** Numbers of the lines that are drawn covered; the real lines never come into the page. */
const coveredLines = (form: KitForm) => Array.from({ length: linesOf[form] }, (_, index) => index + 1)

interface KitSheetProps {
  /** The kit once it was saved; null before. */
  readonly kit: RecoveryKit | null
  readonly form: KitForm
  readonly threshold: number
  readonly madeFor: string
}

/** A sheet as it is printed, its secret covered. It stays white in the dark: it is paper. */
export function KitSheet({ kit, form, threshold, madeFor }: KitSheetProps) {
  const made = kit === null ? words.whenSaved : words.made(date(kit.madeAt))
  const opens = form === 'shares' ? words.opens.shares(threshold) : words.opens[form]
  return (
    <figure className="sheet" aria-label={words.name}>
      <div className="sheet-top">
        <Mark size={20} />
        <span className="strong">{words.title}</span>
        <span className="grow" />
        {kit !== null && <span className="mono">{kit.kitId}</span>}
      </div>
      <p>
        {made} <b>{kit?.madeFor ?? madeFor}</b>. {opens}
      </p>
      <div className="sheet-mid">
        <CoveredSquare />
        <div className="sheet-lines-covered" aria-hidden>
          {coveredLines(form).map((line) => (
            <div key={line}>
              <span className="mono">{line}</span>
              <i />
              <i />
              <i />
              <i />
            </div>
          ))}
        </div>
      </div>
      <p className="sheet-note">{words.covered}</p>
      <ol>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </figure>
  )
}

/** The three corners of every QR code, and nothing between them. */
function CoveredSquare() {
  return (
    <svg className="sheet-qr" viewBox="0 0 29 29" width={116} height={116} aria-hidden="true">
      <rect className="cover" x="0" y="0" width="29" height="29" />
      {[
        [0, 0],
        [22, 0],
        [0, 22],
      ].map(([x = 0, y = 0]) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
          <path className="gap" d="M-1-1h9v9h-9z" />
          <path d="M0 0h7v7H0zM1 1v5h5V1zM2 2h3v3H2z" fillRule="evenodd" />
        </g>
      ))}
    </svg>
  )
}
