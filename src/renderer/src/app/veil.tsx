import { IconCloud, IconDeviceLaptop } from '@tabler/icons-react'
import { refId, rowOf } from '../data/key-ref.ts'
import { useKeys, useSettings } from '../data/queries.ts'
import { dropMode } from '../files/drop-mode.ts'
import { batchChoices } from '../files/options-state.ts'
import { planState } from '../files/plan-state.ts'
import { many } from '../format/lists.ts'
import { DropArt } from '../ui/drop-art.tsx'
import { veilText } from '../words/app-text.ts'
import { modeText } from '../words/mode-text.ts'
import { keyName } from '../words/key-row-words.ts'

/** Covers the window while files hang over it, and says what a drop will do. `files`: how many, 0 = not told. */
export function Veil({ files }: { readonly files: number }) {
  const keys = useKeys().data ?? []
  const mode = dropMode.use()
  const writes = mode === 'auto' || mode === 'move'
  const usual = useSettings().data?.doors ?? []
  const doors = batchChoices.use().doors ?? usual
  const rows = writes ? doors.flatMap((door) => rowOf(keys, door) ?? []) : []
  const replaces = planState.use().kind === 'ready'
  return (
    <output className="veil">
      <div className="veil-in">
        <DropArt size={96} />
        <h2>{modeText[mode].veil}</h2>
        <p>
          {files > 0 && `${many(files, 'item')}. `}
          {mode === 'inspect' ? modeText.inspect.note : replaces ? veilText.replaces : veilText.nothingStarts}
        </p>
        {rows.length > 0 && (
          <div className="veil-to">
            <span>{mode === 'move' ? veilText.moveTo : veilText.to}</span>
            {rows.map((key) => (
              <span className="door-chip" key={refId(key.ref)}>
                {key.region === null ? (
                  <IconDeviceLaptop size={16} aria-hidden />
                ) : (
                  <IconCloud size={16} aria-hidden />
                )}
                <span className="ell">{keyName(key)}</span>
              </span>
            ))}
          </div>
        )}
      </div>
    </output>
  )
}
