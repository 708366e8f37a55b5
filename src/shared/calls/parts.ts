import { z } from 'zod'
import { keyRef } from '../model/key.ts'

/** The input of a call that takes none, and the answer of one that only does. */
export const nothing = z.strictObject({})
/** An id that the app made. */
export const id = z.string().min(1).max(64)
/** The input of a call about one key of either service. */
export const oneKey = z.strictObject({ ref: keyRef })
