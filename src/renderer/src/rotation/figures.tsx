import { UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconClockHour4,
} from '@tabler/icons-react'
import { count } from '../format/bytes.ts'
import type { Icon } from '../ui/icon.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import type { Shown, StandingKind } from './standings.ts'

interface FiguresProps {
  readonly counts: Readonly<Record<StandingKind, number>>
  readonly shown: Shown
  readonly onShow: (shown: Shown) => void
}

type Figure = readonly [kind: StandingKind, glyph: Icon, title: string, sub: string]

const figures: readonly Figure[] = [
  ['overdue', IconAlertTriangle, words.overdue, words.overdueSub],
  ['due', IconClockHour4, words.due, words.dueSub],
  ['inTime', IconCircleCheck, words.inTime, words.inTimeSub],
  ['never', IconCircleDashed, words.never, words.neverSub],
  ['cannot', IconCircleMinus, words.cannot, words.cannotSub],
]

/** How many keys stand in each way; each number narrows the list to its keys, and once more shows what was before. */
export function Figures({ counts, shown, onShow }: FiguresProps) {
  return (
    <fieldset className="figs" aria-label={words.figures}>
      {figures.map(([kind, Glyph, title, sub]) => {
        const tone = kind === 'overdue' && counts.overdue > 0 ? 't-amber' : ''
        return (
          <UnstyledButton
            key={kind}
            className="fig"
            aria-pressed={shown === kind}
            onClick={() => onShow(shown === kind ? 'needsYou' : kind)}
          >
            <span className={`fig-n ${tone}`}>{count(counts[kind])}</span>
            <span className="fig-t">
              <span className={`fig-l ${tone}`}>
                <Glyph size={16} stroke={1.9} aria-hidden />
                {title}
              </span>
              <span className="small dim ell">{sub}</span>
            </span>
          </UnstyledButton>
        )
      })}
    </fieldset>
  )
}
