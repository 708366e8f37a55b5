import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { InspectedDoor } from '../../../shared/model/inspection.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { DoorRow } from '../ui/door-row.tsx'
import { Mono } from '../ui/mono.tsx'
import { errorText } from '../words/errors/error-words.ts'
import { inspectText as words } from '../words/inspect-text.ts'

/** The doors of a message: which key, and whether this vault can open it now. */
export function InspectDoors({ doors }: { readonly doors: readonly InspectedDoor[] }) {
  if (doors.length === 0) return <p className="mid dim">{words.noDoors}</p>
  return (
    <ul>
      {doors.map((door, index) => (
        // A header may name the same door twice: its place is its only name.
        <DoorRow key={index} door={door.label}>
          <Facts door={door} />
          <Opens door={door} />
        </DoorRow>
      ))}
    </ul>
  )
}

function Facts({ door }: { readonly door: InspectedDoor }) {
  const { providerId, account, keyMaterialId } = door
  return (
    <div className="door-note">
      <span className="dim">{words.provider}</span> <span className="mono">{providerId}</span>
      {account !== null && (
        <>
          <span className="dim"> · {words.account}</span> <span className="mono">{account}</span>
        </>
      )}
      {keyMaterialId !== null && (
        <span className="row">
          <span className="dim">{words.material}</span>
          <Mono head={10} tail={8}>
            {keyMaterialId}
          </Mono>
          <CopyButton text={keyMaterialId} what="material id" />
        </span>
      )}
    </div>
  )
}

function Opens({ door: { problem } }: { readonly door: InspectedDoor }) {
  if (problem === null) {
    return (
      <div className="door-opens">
        <IconCircleCheck className="i-accent" size={16} stroke={1.75} aria-hidden />
        {words.opens}
      </div>
    )
  }
  const { title, why } = errorText(problem)
  return (
    <div className="door-opens">
      <IconAlertTriangle className="i-amber" size={16} stroke={1.75} aria-hidden />
      <span>{`${title}. ${why}`}</span>
    </div>
  )
}
