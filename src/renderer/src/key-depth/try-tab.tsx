import { useState } from 'react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { Segments } from '../ui/segments.tsx'
import { type TryAct, tryActText, tryText as words } from '../words/try-text.ts'
import { TryForm } from './try/try-form.tsx'
import { TryOutcome } from './try/try-outcome.tsx'
import { emptyTry, targetsOf, tryActs, tryAlgorithms, type TryFields } from './try/try-state.ts'
import { useTry } from './try/use-try.ts'

/** The "Try it" tab of a key: one call at a time, with a short text or a small file. */
export function TryTab({ row }: { readonly row: KeyRow }) {
  const { ref } = row
  const first = tryActs(row)[0]
  if (first === undefined || row.manager === 'AWS') {
    return (
      <div className="empty">
        <h2>{words.nothing}</h2>
        {row.manager === 'AWS' && <p>{words.nothingText}</p>}
      </div>
    )
  }
  return <Trying key={refId(ref)} row={row} keyRef={ref} first={first} />
}

interface TryingProps {
  readonly row: KeyRow
  readonly keyRef: KeyRef
  readonly first: TryAct
}

function Trying({ row, keyRef, first }: TryingProps) {
  const [act, setAct] = useState(first)
  const [fields, setFields] = useState<TryFields>({
    ...emptyTry,
    algorithm: tryAlgorithms(first, row)[0] ?? '',
  })
  const targets = targetsOf(row, useKeys().data ?? [])
  const trial = useTry(keyRef, targets)
  const turnTo = (next: TryAct, more: Partial<TryFields> = {}) => {
    setAct(next)
    setFields({ ...fields, source: 'typed', ...more })
    trial.clear()
  }
  return (
    <div className="split try">
      <div className="scroll try-form">
        <Segments
          label={words.acts}
          value={act}
          options={tryActs(row).map((value) => ({ value, label: tryActText[value].name }))}
          onChange={(next) => turnTo(next)}
        />
        <TryForm
          row={row}
          act={act}
          fields={fields}
          targets={targets}
          busy={trial.busy}
          onChange={setFields}
          onRun={(saveAs) => void trial.run({ act, fields, saveAs })}
        />
      </div>
      <TryOutcome act={act} trial={trial} here={keyRef.service === 'local'} onNext={turnTo} />
    </div>
  )
}
