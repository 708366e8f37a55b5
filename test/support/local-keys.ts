import type { LocalKey } from '../../src/keystore/protocol.ts'
import type { KeystoreInput, KeystoreOperation, KeystoreOutput } from '../../src/keystore/protocol.ts'
import type { KeyCalls } from '../../src/main/key-admin/local/local-key-in-hand.ts'

/** The id of the key that the double has. */
export const keyIdHere = '0d9c1c5e-6f0b-4f0e-9a37-3f1d5f0f6a10'
/** The id of a key material. */
export const materialHere = 'a1'.repeat(32)

/** A key of the keystore as its port tells it: AES-256, enabled, made there. */
export function localKeyOf(change: Partial<LocalKey> = {}): LocalKey {
  const at = '2026-01-10T09:00:00.000Z'
  return {
    keyId: keyIdHere,
    alias: 'backups',
    aliases: [{ name: 'backups', createdAt: at, updatedAt: at }],
    description: '',
    state: 'Enabled',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    createdAt: at,
    currentKeyMaterialId: materialHere,
    tags: {},
    deletionDate: null,
    deletionWindowDays: null,
    deletable: false,
    validTo: null,
    rotation: { automatic: false, periodDays: null, nextAt: null, lastAt: null, materials: 1, onDemand: 0 },
    rules: null,
    ...change,
  }
}

type Answers = {
  readonly [Op in KeystoreOperation]?: (
    input: KeystoreInput<Op>,
  ) => KeystoreOutput<Op> | Promise<KeystoreOutput<Op>>
}

/** A keystore that answers from a script and writes down what it was asked. An operation without an answer fails. */
export function scriptedKeystore(answers: Answers): KeyCalls & { readonly asked: [string, unknown][] } {
  const asked: [string, unknown][] = []
  return {
    asked,
    call: async (operation, input) => {
      asked.push([operation, input])
      const answer = answers[operation] as ((input: unknown) => unknown) | undefined
      if (answer === undefined) throw new Error(`nobody expected ${operation}`)
      return (await answer(input)) as never
    },
  }
}
