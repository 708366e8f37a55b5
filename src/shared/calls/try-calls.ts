import { z } from 'zod'
import { tryContext, tryInput, tryResult } from '../model/key-page.ts'
import { keyRef } from '../model/key.ts'

const tryKey = { ref: keyRef, input: tryInput, context: tryContext, saveAs: z.boolean() }
const algorithm = z.string().min(1).max(64)
const base64 = z.string().min(1).max(12_288)

/** A key tried by hand. Null where the person closed a dialog. `saveAs` writes the result to a file the person names. */
export const tryCalls = {
  'try.encrypt': { in: z.strictObject(tryKey), out: tryResult.nullable() },
  'try.decrypt': { in: z.strictObject(tryKey), out: tryResult.nullable() },
  'try.reEncrypt': {
    in: z.strictObject({ ...tryKey, to: keyRef, toContext: tryContext }),
    out: tryResult.nullable(),
  },
  'try.sign': {
    in: z.strictObject({ ref: keyRef, input: tryInput, algorithm, saveAs: z.boolean() }),
    out: tryResult.nullable(),
  },
  'try.verify': {
    in: z.strictObject({ ref: keyRef, input: tryInput, algorithm, signature: base64 }),
    out: tryResult.nullable(),
  },
  'try.mac': {
    in: z.strictObject({ ref: keyRef, input: tryInput, algorithm, saveAs: z.boolean() }),
    out: tryResult.nullable(),
  },
  'try.verifyMac': {
    in: z.strictObject({ ref: keyRef, input: tryInput, algorithm, mac: base64 }),
    out: tryResult.nullable(),
  },
  'try.publicKey': { in: z.strictObject({ ref: keyRef, saveAs: z.boolean() }), out: tryResult.nullable() },
} as const
