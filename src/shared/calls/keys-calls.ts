import { z } from 'zod'
import { keyRef, keyRow } from '../model/key.ts'
import { nothing } from './parts.ts'

/** Calls about the keys of both services, as one list. */
export const keysCalls = {
  /**
   * The keys of both services that changed since `since` (0 = all), at once and also from the cache; reading goes on
   * behind and `keys` events follow. Pass the answer's `version` as the next `since`.
   */
  'keys.list': {
    in: z.strictObject({ since: z.number().int().min(0) }),
    out: z.strictObject({ version: z.number().int(), keys: z.array(keyRow), gone: z.array(keyRef) }),
  },
  'keys.refresh': { in: nothing, out: nothing },
  /** Reads the key materials of every key that has some, slowly enough for the quota; rows follow by events. */
  'keys.readRotations': { in: nothing, out: nothing },
  /** Ends every reading of keys that is under way; what was read stays. */
  'keys.stopReading': { in: nothing, out: nothing },
} as const
