import type { Engine } from '../../src/main/jobs/engine/engine.ts'
import { defaultMessageLimits } from '../../src/main/message/message-limits.ts'
import type { Room } from '../support/jobs-room.ts'
import type { DraftSize } from './base-messages.ts'
import { plaintextOf } from './base-messages.ts'
import { damagedMessage } from './damages.ts'
import { drawsOf } from './draws.ts'
import { anyCommitment, openDamaged } from './open-damaged.ts'
import type { Outcome } from './open-damaged.ts'

export interface SeedRun {
  readonly message: Buffer
  readonly outcome: Outcome | null
  /** True where it was opened as the corpus is: older suites allowed, every other limit as it is set at first. */
  readonly usualLimits: boolean
  /** What did not hold; null = everything did. */
  readonly finding: string | null
}

/** Opens the damaged message that a seed stands for. Never throws. */
export async function trySeed(
  room: Room,
  seed: number,
  more: { readonly kept: readonly Buffer[]; readonly size?: DraftSize; readonly engine?: Engine },
): Promise<SeedRun> {
  const draws = drawsOf(seed)
  const { message, written, byKeyHolder } = damagedMessage(draws, more)
  const limits = draws.pick([
    anyCommitment,
    anyCommitment,
    anyCommitment,
    defaultMessageLimits,
    { ...anyCommitment, maxEncryptedDataKeys: null },
  ])
  const usualLimits = limits === anyCommitment
  try {
    const outcome = await openDamaged(room, message, { limits, ...(more.engine && { engine: more.engine }) })
    const { plaintext } = outcome
    // Whoever has no key can at best do nothing: what opens is what was written.
    const known = plaintext === null || written.some((draft) => plaintextOf(draft).equals(plaintext))
    const forged = !known && !byKeyHolder
    return { message, outcome, usualLimits, finding: forged ? 'a message was forged without its key' : null }
  } catch (error) {
    return {
      message,
      outcome: null,
      usualLimits,
      finding: error instanceof Error ? error.message : String(error),
    }
  }
}
