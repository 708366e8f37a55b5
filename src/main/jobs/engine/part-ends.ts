import { cancelled } from './cancelled.ts'
import { engineLost } from './engine-lost.ts'
import type { PassResult } from './engine.ts'
import { combineFingerprints } from './move-fingerprint.ts'
import type { PartEnd } from './pool-thread.ts'

/**
 * The results of all parts, or the error of the pass: a lost worker's, because nobody knows what it would have met, or the
 * one that a sequential pass would have met first.
 */
export function resultsOf(ends: readonly PartEnd[], signal: AbortSignal): readonly PassResult[] {
  const results: PassResult[] = []
  let first: Extract<PartEnd, { kind: 'failed' }> | undefined
  let lost: Extract<PartEnd, { kind: 'lost' }> | undefined
  for (const end of ends) {
    if (end.kind === 'done') results.push(end.result)
    else if (end.kind === 'lost') lost = end
    else if (end.at < (first?.at ?? Number.POSITIVE_INFINITY)) first = end
  }
  if (lost === undefined && first === undefined) return results
  if (signal.aborted) throw cancelled()
  throw lost === undefined ? first?.error : engineLost(lost.cause)
}

/** What several parts of a pass counted together. */
export function addUp(results: readonly PassResult[]): PassResult {
  let plaintextBytes = 0
  let messageBytes = 0
  for (const result of results) {
    plaintextBytes += result.plaintextBytes
    messageBytes += result.messageBytes
  }
  const fingerprints = results.flatMap(({ fingerprint }) => (fingerprint === undefined ? [] : [fingerprint]))
  const sizes = { plaintextBytes, messageBytes }
  return fingerprints.length === 0 ? sizes : { ...sizes, fingerprint: combineFingerprints(fingerprints) }
}
