import type { Secret } from '../../main/secret/secret.ts'
import { hashText } from './hash-text.ts'
import { judgeLog, type LogFinding, type Voucher } from './judge-log.ts'
import type { LogAnchor } from './log-anchor.ts'
import type { LogFile, Vouch } from './log-file.ts'
import { deriveHeadKey, headMac } from './log-head.ts'
import { ourEntry } from './our-entry.ts'

/** What an open store hands to the log. */
export interface OpenedStore {
  readonly storeId: string
  readonly storeKey: Secret
  readonly anchor: LogAnchor | null
}

/** What the open store vouches for of the log, and what did not fit when the two came together. */
export class Vouching {
  #voucher: Voucher | undefined
  #finding: LogFinding | undefined
  #wasVouched = false

  /** A store is open, whose key vouches for the head. */
  get isOpen(): boolean {
    return this.#voucher !== undefined
  }

  get finding(): LogFinding | undefined {
    return this.#finding
  }

  opened({ storeId, storeKey, anchor }: OpenedStore): void {
    // The same log, the store sealed anew while this process vouched for it: nothing was out of sight in between.
    this.#wasVouched = this.#voucher !== undefined && this.#finding === undefined
    this.closed()
    this.#voucher = { storeId, anchor, headKey: deriveHeadKey(storeKey) }
  }

  /** The store was closed: its key goes. */
  closed(): void {
    this.#voucher?.headKey.wipe()
    this.#voucher = undefined
  }

  /** A new log begins in the place of one that did not fit. */
  forget(): void {
    this.#finding = undefined
    if (this.#voucher !== undefined) this.#voucher = { ...this.#voucher, anchor: null }
  }

  /** Signs the head of a file; undefined while no store vouches, and for a log that does not fit. */
  vouchFor(file: LogFile): Vouch | undefined {
    const voucher = this.#fitting()
    if (voucher === undefined) return undefined
    const { storeId, headKey } = voucher
    return (point) => ({ storeId, mac: headMac(headKey, { ...point, storeId, logId: file.logId }) })
  }

  /** So that an older file that takes the name while the store is open is known for what it is. */
  remember(file: LogFile): void {
    const voucher = this.#fitting()
    if (voucher !== undefined) this.#voucher = { ...voucher, anchor: anchorOf(file) }
  }

  /** The end that the store may remember of a file: undefined while it vouches for nothing of it. */
  anchorFor(file: LogFile): LogAnchor | undefined {
    return this.#fitting() !== undefined && file.last.number > 0 ? anchorOf(file) : undefined
  }

  /** Whenever a file and a store come together: when one of them was opened. Vouches for a file that fits. */
  judge(file: LogFile, at: string): void {
    const voucher = this.#voucher
    if (voucher === undefined) return
    this.#finding = undefined
    const judgement = judgeLog(file, voucher)
    if (judgement.kind === 'finding') {
      const noted = notedFinding(file, judgement.finding.at)
      this.#finding = noted ?? judgement.finding
      if (noted === undefined) note(file, judgement.finding, at)
      return
    }
    const vouch = this.vouchFor(file)
    if (vouch === undefined) return
    const { trusted, takenOver } = judgement
    const isNews = takenOver && !this.#wasVouched && file.head().storeId !== null
    if (isNews && file.last.number > trusted.number)
      file.append([ourEntry('vouchAnew', { from: trusted.number + 1, to: file.last.number })], at, vouch)
    else if (file.last.number > 0) file.vouch(vouch)
  }

  /** What is found where no file is there: it is missing if the store remembers one. */
  findingWithout(): LogFinding | undefined {
    const anchor = this.#voucher?.anchor ?? null
    return anchor === null ? undefined : { kind: 'cut', at: anchor.number }
  }

  #fitting(): Voucher | undefined {
    return this.#finding === undefined ? this.#voucher : undefined
  }
}

/** The finding is in the log itself too. */
function note(file: LogFile, { kind, at: number }: LogFinding, at: string): void {
  const entry = { ...ourEntry('logNotWhole', { standing: kind, at: number }), code: 'LOG_BROKEN' as const }
  file.append([entry], at, undefined)
}

/** What was found there before: entries that came since stand where the cut ones were, and would look like changed ones. */
function notedFinding(file: LogFile, at: number): LogFinding | undefined {
  const known = file.database.prepare("SELECT facts FROM entries WHERE what = 'logNotWhole'").all()
  const kinds = (['cut', 'broken'] as const).filter((kind) =>
    known.some(({ facts }) => facts === JSON.stringify({ at, standing: kind })),
  )
  return kinds[0] === undefined ? undefined : { kind: kinds[0], at }
}

function anchorOf({ logId, last }: LogFile): LogAnchor {
  return { logId, number: last.number, hash: hashText(last.hash) }
}
