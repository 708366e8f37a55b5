import { Segments } from '../ui/segments.tsx'
import { modeChoice, modeText } from '../words/mode-text.ts'
import { type DropMode, dropMode } from './drop-mode.ts'

const modes: readonly DropMode[] = ['auto', 'verify', 'move', 'inspect']

/** What the next drop does. */
export function ModeChoice() {
  return (
    <div className="modes">
      <Segments
        label={modeChoice}
        options={modes.map((mode) => ({ value: mode, label: modeText[mode].name }))}
        value={dropMode.use()}
        onChange={dropMode.set}
      />
    </div>
  )
}
