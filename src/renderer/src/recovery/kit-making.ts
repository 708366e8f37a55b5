import type { KitDraft } from '../../../shared/model/recovery.ts'
import { newPassphraseObstacle, noPassphrase, type NewPassphraseValue } from '../lock/new-passphrase.tsx'
import type { Strength } from '../lock/strength.ts'
import { recoveryText as words } from '../words/recovery-text.ts'

/** A kit as a person wants it. */
export interface KitWish {
  readonly keep: 'one' | 'split'
  readonly plain: boolean
  readonly passphrase: NewPassphraseValue
  readonly threshold: number
  readonly sheets: number
  readonly madeFor: string
}

/** One kit with a passphrase; three of five sheets where it is split. */
export const usualWish: KitWish = {
  keep: 'one',
  plain: false,
  passphrase: noPassphrase,
  threshold: 3,
  sheets: 5,
  madeFor: words.madeForUsual,
}

/** The form that the wish comes to. */
export function formOf({ keep, plain }: Pick<KitWish, 'keep' | 'plain'>): KitDraft['form'] {
  if (keep === 'split') return 'shares'
  return plain ? 'plain' : 'passphrase'
}

/** Why the kit cannot be made yet; null where it can. */
export function wishObstacle(wish: KitWish, strength: Strength): string | null {
  if (wish.madeFor.trim() === '') return words.needMadeFor
  return formOf(wish) === 'passphrase' ? newPassphraseObstacle(wish.passphrase, strength) : null
}

/** What is sent. */
export function draftOf(wish: KitWish): KitDraft {
  const form = formOf(wish)
  const shares = form === 'shares'
  return {
    form,
    passphrase: form === 'passphrase' ? wish.passphrase.first : null,
    threshold: shares ? wish.threshold : null,
    sheets: shares ? wish.sheets : 1,
    madeFor: wish.madeFor.trim(),
  }
}

/** Fewer sheets than open it together make no sense. */
export const withSheets = (wish: KitWish, sheets: number): KitWish => ({
  ...wish,
  sheets,
  threshold: Math.min(wish.threshold, sheets),
})
