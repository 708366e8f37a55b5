import type { Connection, ReadingStatus } from '../../../shared/model/connection.ts'
import type { Problem } from '../../../shared/model/problem.ts'

/** Something that stands between the person and the keys of a connection. `region` null = all of its Regions. */
export type ConnectionTrouble =
  | {
      readonly kind: 'reading'
      readonly done: number
      readonly total: number | null
      readonly slowedTo?: number | undefined
    }
  /** The session ended. */
  | { readonly kind: 'signedOut'; readonly readAt: string | null }
  /** A state, not an error: what is known is shown with its age. */
  | { readonly kind: 'offline'; readonly region: string | null; readonly readAt: string | null }
  | {
      readonly kind: 'failed'
      readonly region: string | null
      readonly problem: Problem
      readonly readAt: string | null
    }
  | { readonly kind: 'denied'; readonly action: string }

type Failed = Extract<ReadingStatus, { state: 'failed' }>

/** What there is to say about reading a connection's keys; nothing where all is well. */
export function connectionTroubles(connection: Connection): readonly ConnectionTrouble[] {
  const { status, offline } = connection
  if (status.state === 'reading') {
    const { done, total, slowedTo } = status
    return [{ kind: 'reading', done, total, slowedTo }]
  }
  if (status.state === 'failed') return [failure(status, null, offline)]
  return [
    ...connection.regionStatus.flatMap(({ region, status: own }) =>
      own.state === 'failed' ? [failure(own, region, offline)] : [],
    ),
    ...deniedIn(connection).map((action) => ({ kind: 'denied', action }) as const),
  ]
}

function failure(status: Failed, region: string | null, offline: boolean): ConnectionTrouble {
  const { problem, readAt } = status
  if (problem.code === 'KMS_CREDENTIALS_EXPIRED') return { kind: 'signedOut', readAt }
  return offline || problem.code === 'KMS_UNREACHABLE'
    ? { kind: 'offline', region, readAt }
    : { kind: 'failed', region, problem, readAt }
}

function deniedIn({ status, regionStatus }: Connection): readonly string[] {
  const all = [status, ...regionStatus.map((each) => each.status)]
  return [...new Set(all.flatMap((each) => (each.state === 'read' ? each.denied : [])))].toSorted()
}
