import { Button, Switch } from '@mantine/core'
import { useState } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { date } from '../format/dates.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { AutomaticDialog } from './automatic-dialog.tsx'

/** The switch for automatic rotation, with its period in plain words, or why there is none. */
export function AutomaticCell({ row }: { readonly row: KeyRow }) {
  const [dialog, setDialog] = useState<'on' | 'off' | null>(null)
  const obstacle = useObstacle(row)('setAutomaticRotation')
  const { rotation } = row
  const on = rotation?.automatic === true
  return (
    <div className="rot-cell">
      <Switch
        label={words.automatic}
        checked={on}
        disabled={obstacle !== null || rotation === null}
        onChange={(event) => setDialog(event.currentTarget.checked ? 'on' : 'off')}
      />
      <div className="rot-line">
        {obstacle ?? stateOf(row)}
        {on && obstacle === null && (
          <Button size="compact-xs" variant="subtle" onClick={() => setDialog('on')}>
            {words.change}
          </Button>
        )}
      </div>
      {dialog !== null && <AutomaticDialog row={row} turn={dialog} onClose={() => setDialog(null)} />}
    </div>
  )
}

function stateOf({ rotation }: KeyRow): string {
  if (rotation === null) return words.automaticUnknown
  if (!rotation.automatic) return words.automaticOff
  const next = rotation.nextAt === null ? null : date(rotation.nextAt)
  return words.automaticOn(rotation.periodDays ?? usualPeriod, next)
}

/** What KMS takes where no period is said (KMS.md section 1), days. */
const usualPeriod = 365
