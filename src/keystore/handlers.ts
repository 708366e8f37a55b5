import type { z } from 'zod'
import { Secret } from '../main/secret/secret.ts'
import { keystoreOperations, type KeystoreOperation } from './protocol.ts'
import type { VaultOperations } from './vault.ts'

/** A value to post, and what is left to wipe once it was posted. */
export interface Answer {
  readonly value: unknown
  readonly wipe?: () => void
}

/** Checks an input by the operation's schema; undefined = malformed, and nothing was done. */
export type Handler = (input: unknown) => (() => Promise<Answer>) | undefined

/** The operations of the protocol on a vault. No handler sees an input that its schema did not pass. */
export function keystoreHandlers(vault: VaultOperations): Readonly<Record<KeystoreOperation, Handler>> {
  const operations = keystoreOperations
  return {
    status: handler(operations.status.in, async () => ({ value: vault.status })),
    setUp: handler(operations.setUp.in, async () => ({ value: await vault.setUp() })),
    recheck: handler(operations.recheck.in, async () => ({ value: await vault.recheck() })),
    acceptOlderCopy: handler(operations.acceptOlderCopy.in, async () => ({
      value: await vault.acceptOlderCopy(),
    })),
    listKeys: handler(operations.listKeys.in, async () => ({ value: await vault.listKeys() })),
    describeKey: handler(operations.describeKey.in, async ({ keyId }) => ({
      value: await vault.describeKey(keyId),
    })),
    createKey: handler(operations.createKey.in, async (input) => ({ value: await vault.createKey(input) })),
    wrap: handler(operations.wrap.in, async ({ keyId, context, dataKey }) => {
      const secret = Secret.take(dataKey)
      try {
        return { value: await vault.wrap(keyId, new Map(context), secret) }
      } finally {
        secret.wipe()
      }
    }),
    unwrap: handler(operations.unwrap.in, async (input) => {
      const secret = await vault.unwrap(input, new Map(input.context))
      const dataKey = secret.use((bytes) => Uint8Array.from(bytes))
      secret.wipe()
      return { value: { dataKey }, wipe: () => dataKey.fill(0) }
    }),
    putSecret: handler(operations.putSecret.in, async ({ name, purpose, value }) => {
      const secret = Secret.take(value)
      try {
        await vault.putSecret({ name, purpose, secret })
        return { value: {} }
      } finally {
        secret.wipe()
      }
    }),
    getSecret: handler(operations.getSecret.in, async (input) => {
      const secret = await vault.getSecret(input)
      if (secret === null) return { value: { value: null } }
      const value = secret.use((bytes) => Uint8Array.from(bytes))
      secret.wipe()
      return { value: { value }, wipe: () => value.fill(0) }
    }),
    dropSecret: handler(operations.dropSecret.in, async ({ name }) => {
      await vault.dropSecret(name)
      return { value: {} }
    }),
  }
}

function handler<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Answer>,
): Handler {
  return (input) => {
    const parsed = schema.safeParse(input)
    return parsed.success ? () => run(parsed.data) : undefined
  }
}
