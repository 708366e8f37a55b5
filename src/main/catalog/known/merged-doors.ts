import type { RecordedDoor } from '../../../shared/model/file-record.ts'

/**
 * The doors of one message as two looks at it told them: what the later one names counts, and what it does not name is as
 * it was. One that saw fewer doors than the other (an entry of version 1 names the one that opened) takes none away.
 */
export function mergedDoors(
  later: readonly RecordedDoor[],
  earlier: readonly RecordedDoor[],
): readonly RecordedDoor[] {
  const [base, other] = later.length >= earlier.length ? [later, earlier] : [earlier, later]
  const left = [...other]
  return base.map((door) => {
    const at = left.findIndex((each) => isSameDoor(each, door))
    const [same] = at === -1 ? [] : left.splice(at, 1)
    if (same === undefined) return door
    const [now, before] = base === later ? [door, same] : [same, door]
    return { ...now, keyMaterialId: now.keyMaterialId ?? before.keyMaterialId }
  })
}

function isSameDoor(a: RecordedDoor, b: RecordedDoor): boolean {
  if (a.keyId !== null || b.keyId !== null) return a.keyId === b.keyId
  return a.label.kind === b.label.kind && a.label.name === b.label.name && a.label.where === b.label.where
}
