import { z } from 'zod'
import { colleague, ownCard, readCard } from '../model/people.ts'
import { id, nothing } from './parts.ts'

const name = z.string().min(1).max(64)
const colleagues = z.strictObject({ colleagues: z.array(colleague) })

/** Calls about colleagues, whose keystores can be doors of files. */
export const peopleCalls = {
  /** Makes the exchange key where there is none yet. */
  'people.ownCard': { in: nothing, out: ownCard },
  'people.setOwnName': { in: z.strictObject({ name }), out: ownCard },
  /** Writes the card where the person says; null where the dialog was closed. */
  'people.saveOwnCard': { in: nothing, out: z.strictObject({ savedAs: z.string() }).nullable() },
  'people.list': { in: nothing, out: colleagues },
  /** From a dialog (`text` null) or from what a QR code holds. Throws CARD_INVALID. Null where the dialog was closed. */
  'people.readCard': {
    in: z.strictObject({ text: z.string().max(4096).nullable() }),
    out: readCard.nullable(),
  },
  /** Takes in a card that was read. `replaces`: the colleague whose card changed. Throws CARD_CHANGED where it is not said. */
  'people.add': {
    in: z.strictObject({ cardId: id, name, compared: z.boolean(), replaces: id.nullable() }),
    out: colleagues,
  },
  /** The person compared this fingerprint with the colleague. Throws CARD_CHANGED where it is not theirs any more. */
  'people.markCompared': {
    in: z.strictObject({ colleagueId: id, fingerprint: z.string().max(128) }),
    out: colleagues,
  },
  'people.rename': { in: z.strictObject({ colleagueId: id, name }), out: colleagues },
  'people.remove': { in: z.strictObject({ colleagueId: id }), out: colleagues },
} as const
