import { basename } from 'node:path'

/** What the name of a snapshot's file says. */
export interface NamedSnapshot {
  readonly name: string
  readonly epoch: number
  /** ISO 8601. */
  readonly at: string
}

const form = /^keystore-(\d{16})-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)(?:-(\d{1,4}))?\.sqlite$/

/** The epoch comes first and with all its digits, so that names sort as changes were made, whatever the clock did. */
export function snapshotName(epoch: number, at: Date, number: number): string {
  const time = at.toISOString().replaceAll(':', '-')
  return `keystore-${String(epoch).padStart(16, '0')}-${time}${number === 1 ? '' : `-${number}`}.sqlite`
}

/** Undefined for a file of any other name. */
export function parseSnapshotName(path: string): NamedSnapshot | undefined {
  const name = basename(path)
  const [, epoch, hour, minutes, seconds] = form.exec(name) ?? []
  if (epoch === undefined) return undefined
  return { name, epoch: Number(epoch), at: `${hour}:${minutes}:${seconds}` }
}
