import type { Secret } from '../../main/secret/secret.ts'
import type { LogAnchor } from './log-anchor.ts'
import type { HeadRow, LogFile } from './log-file.ts'
import { headMacHolds, type LogPoint } from './log-head.ts'
import { walkAtOnce } from './walk-chain.ts'

/** What does not fit. `at`: the first entry that is known not to be the one that was written; null for a cut end. */
export type LogFinding =
  { readonly kind: 'broken'; readonly at: number } | { readonly kind: 'cut'; readonly at: number }

/** What an open store knows of the log. */
export interface Voucher {
  readonly storeId: string
  readonly headKey: Secret
  readonly anchor: LogAnchor | null
}

export type Judgement =
  | { readonly kind: 'finding'; readonly finding: LogFinding }
  /** `trusted`: up to there the store vouched; `takenOver`: from there on it is another store's word, or nobody's. */
  | { readonly kind: 'fits'; readonly trusted: LogPoint; readonly takenOver: boolean }

/**
 * Compares a log's end with what the store vouches for: the anchor in the store, then the head's MAC, then the chain from
 * there to the last entry. A head of another store id (the store was sealed anew, or restored) counts only up to the anchor.
 */
export function judgeLog(file: LogFile, voucher: Voucher): Judgement {
  const head = file.head()
  const finding = anchorFinding(file, voucher.anchor) ?? headFinding(file, head, voucher)
  if (finding !== undefined) return { kind: 'finding', finding }
  const takenOver = head.storeId !== voucher.storeId
  const trusted = takenOver ? anchorPoint(file, voucher.anchor) : head
  const end = walkAtOnce(file, trusted, Number.MAX_SAFE_INTEGER)
  if (end.kind === 'broken') return { kind: 'finding', finding: { kind: 'broken', at: end.at } }
  return { kind: 'fits', trusted, takenOver }
}

function anchorFinding(file: LogFile, anchor: LogAnchor | null): LogFinding | undefined {
  if (anchor === null) return undefined
  if (anchor.logId !== file.logId) return { kind: 'cut', at: anchor.number }
  return pointFinding(file, { number: anchor.number, hash: Buffer.from(anchor.hash, 'hex') })
}

function headFinding(
  file: LogFile,
  head: HeadRow,
  { storeId, headKey, anchor }: Voucher,
): LogFinding | undefined {
  // Nobody vouches yet: in order for a new log, and not for one that the store knows already.
  if (head.storeId === null) return anchor === null ? undefined : { kind: 'broken', at: anchor.number + 1 }
  if (head.storeId !== storeId) return undefined
  const { logId } = file
  const holds = head.mac !== null && headMacHolds(headKey, { ...head, logId, storeId }, head.mac)
  if (!holds) return { kind: 'broken', at: (anchor?.number ?? 0) + 1 }
  return pointFinding(file, head)
}

/** What the log says at a number that is known. */
function pointFinding(file: LogFile, { number, hash }: LogPoint): LogFinding | undefined {
  if (number > file.last.number) return { kind: 'cut', at: number }
  const found = file.hashAt(number)
  return found !== undefined && Buffer.compare(found, hash) === 0 ? undefined : { kind: 'broken', at: number }
}

function anchorPoint(file: LogFile, anchor: LogAnchor | null): LogPoint {
  if (anchor === null) return file.beginning
  return { number: anchor.number, hash: Buffer.from(anchor.hash, 'hex') }
}
