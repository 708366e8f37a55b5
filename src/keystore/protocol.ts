import { z } from 'zod'
import { vaultErrorCodes } from '../shared/vault-error.ts'
import { vaultStatus } from '../shared/model/vault.ts'
import { keyOperations } from './protocol/key-operations.ts'
import { logOperations } from './protocol/log-operations.ts'
import { peopleOperations } from './protocol/people-operations.ts'
import { recoveryOperations } from './protocol/recovery-operations.ts'
import { secretOperations } from './protocol/secret-operations.ts'
import { vaultOperations } from './protocol/vault-operations.ts'

export { localKey, type LocalKey } from './protocol/key-operations.ts'

/**
 * The typed contract of the keystore process's port. Every message is checked by schema on both sides; a malformed
 * request ends the process. Callers name a key and an encryption context, never AAD bytes (DESIGN.md section 3).
 */
export const keystoreOperations = {
  ...vaultOperations,
  ...keyOperations,
  ...secretOperations,
  ...recoveryOperations,
  ...peopleOperations,
  ...logOperations,
} as const
export type KeystoreOperations = typeof keystoreOperations
export type KeystoreOperation = keyof KeystoreOperations
export type KeystoreInput<Op extends KeystoreOperation> = z.input<KeystoreOperations[Op]['in']>
export type KeystoreOutput<Op extends KeystoreOperation> = z.output<KeystoreOperations[Op]['out']>

const operationNames = Object.keys(keystoreOperations) as [KeystoreOperation, ...KeystoreOperation[]]

export const keystoreRequest = z.strictObject({
  id: z.number().int().min(1),
  operation: z.enum(operationNames),
  input: z.unknown(),
})
export type KeystoreRequest = z.infer<typeof keystoreRequest>

/** An answer to a request, or news: `status` comes unasked when the state changes, `activity` when the log grew. */
export const keystoreReply = z.union([
  z.strictObject({ id: z.number().int().min(1), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    id: z.number().int().min(1),
    ok: z.literal(false),
    error: z.strictObject({
      code: z.enum(vaultErrorCodes),
      message: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
  z.strictObject({ news: z.literal('status'), status: vaultStatus }),
  /** A change of the store was committed, with its epoch; entries were appended to the log. */
  z.strictObject({ news: z.literal('changed'), epoch: z.number().int() }),
  z.strictObject({ news: z.literal('activity') }),
])
export type KeystoreReply = z.infer<typeof keystoreReply>
