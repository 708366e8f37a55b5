import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight, IconClockHour4 } from '@tabler/icons-react'
import { memo } from 'react'
import type { Timeline } from '../../../shared/model/coverage.ts'
import { goToKey } from '../app/place.ts'
import { refId } from '../data/key-ref.ts'
import { keyName, keyPlace } from '../words/key-row-words.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { standingWords, type StandingWords } from '../words/standing-words.ts'
import { MiniTimeline } from './mini-timeline.tsx'
import { segmentsOf } from './segments.ts'
import type { StandingKey } from './standings.ts'
import { sharedScale } from './time-scale.ts'

interface UrgencyRowProps {
  readonly of: StandingKey
  /** Its place in the table for a screen reader, the head included. */
  readonly index: number
  readonly now: Date
  readonly policyDays: number
  readonly timeline: Timeline | undefined
}

/** One key by its urgency. Drawn anew only where something of it changed. */
export const UrgencyRow = memo(function UrgencyRow(props: UrgencyRowProps) {
  const { of: key, index, now, policyDays, timeline } = props
  const { row } = key
  const name = keyName(row)
  return (
    <tr aria-rowindex={index} className="opens">
      <td className="first">
        <div className="two">
          <UnstyledButton
            className="key-open"
            aria-label={words.openKey(name)}
            onClick={() => goToKey(refId(row.ref), 'rotation')}
          >
            <div className="a ell" title={name}>
              {name}
            </div>
          </UnstyledButton>
          <div className="b small dim ell">{keyPlace(row)}</div>
        </div>
      </td>
      <td>
        <Materials of={key} now={now} timeline={timeline} />
      </td>
      <td>
        <Standing says={standingWords(key.standing, row, policyDays)} />
      </td>
      <td>
        <IconChevronRight size={16} aria-hidden />
      </td>
    </tr>
  )
})

function Materials({ of: { row }, now, timeline }: Pick<UrgencyRowProps, 'of' | 'now' | 'timeline'>) {
  const materials = timeline?.materials ?? []
  const scale = sharedScale(now)
  const segments = segmentsOf({
    materials: materials.length > 0 ? materials : unread,
    createdAt: row.createdAt,
    nextAt: row.rotation?.nextAt ?? null,
    now,
    until: scale.to,
  })
  return (
    <MiniTimeline
      segments={segments}
      scale={scale}
      now={now}
      label={words.materialsSince(keyName(row), materials.length)}
    />
  )
}

function Standing({ says }: { readonly says: StandingWords }) {
  return (
    <div className="two">
      <div className={`standing ${says.tone === 'quiet' ? '' : 't-amber'}`}>
        {says.tone === 'overdue' && <IconAlertTriangle size={14} stroke={2} aria-hidden />}
        {says.tone === 'due' && <IconClockHour4 size={14} stroke={2} aria-hidden />}
        <span className={says.tone === 'overdue' ? 'strong' : undefined}>{says.words}</span>
      </div>
      <div className="b small dim ell" title={says.sub}>
        {says.sub}
      </div>
    </div>
  )
}

/** What is drawn until materials were read: one, since the key was made. */
const unread = [{ id: '', from: null, current: true, pending: false }]
