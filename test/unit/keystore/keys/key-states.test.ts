import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyStateTable } from '../../../../src/shared/kms/key-states.ts'
import { exceptionOf } from '../../../../src/shared/kms/local-errors.ts'
import type { LocalKeyState } from '../../../../src/shared/model/local-key.ts'
import type { KeystoreInput, KeystoreOperation } from '../../../../src/keystore/protocol.ts'
import { isVaultError } from '../../../../src/shared/vault-error.ts'
import { KeyBench } from '../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

/** A key of each usage in a state; of those that are imported too, because only they can wait for it. */
async function keyIn(state: LocalKeyState, kind: 'symmetric' | 'hmac' | 'pair'): Promise<string> {
  const draft = {
    symmetric: {},
    hmac: { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
    pair: { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  } as const
  const origin = state === 'PendingImport' ? 'EXTERNAL' : 'AWS_KMS'
  const { keyId } = await keys.newKey({ ...draft[kind], origin })
  if (state === 'Disabled') await keys.op('disableKey', { keyId })
  if (state === 'PendingDeletion') await keys.op('scheduleKeyDeletion', { keyId, days: 7 })
  return keyId
}

const message = () => new Uint8Array(32)
type Asked<Op extends KeystoreOperation = KeystoreOperation> = readonly [
  keyof typeof keyStateTable,
  Op,
  'symmetric' | 'hmac' | 'pair',
  (keyId: string) => KeystoreInput<Op>,
]
const ask = <Op extends KeystoreOperation>(...asked: Asked<Op>) => asked as unknown as Asked
const signing = { algorithm: 'ECDSA_SHA_256', messageType: 'RAW' } as const
const encryption = { algorithm: 'SYMMETRIC_DEFAULT', context: [] as [string, string][] }

const asked: readonly Asked[] = [
  ask('Encrypt', 'encrypt', 'symmetric', (keyId) => ({ keyId, ...encryption, plaintext: message() })),
  ask('Decrypt', 'decrypt', 'symmetric', (keyId) => ({ keyId, ...encryption, ciphertext: message() })),
  ask('GenerateDataKey', 'generateDataKey', 'symmetric', (keyId) => ({ keyId, length: 32, context: [] })),
  ask('GenerateDataKey', 'wrap', 'symmetric', (keyId) => ({ keyId, context: [], dataKey: message() })),
  ask('GenerateMac', 'generateMac', 'hmac', (keyId) => ({
    keyId,
    message: message(),
    algorithm: 'HMAC_SHA_256',
  })),
  ask('Sign', 'sign', 'pair', (keyId) => ({ keyId, message: message(), ...signing })),
  ask('Verify', 'verify', 'pair', (keyId) => ({
    keyId,
    message: message(),
    ...signing,
    signature: message(),
  })),
  ask('GetPublicKey', 'getPublicKey', 'pair', (keyId) => ({ keyId })),
  ask('DescribeKey', 'describeKey', 'symmetric', (keyId) => ({ keyId })),
  ask('EnableKey', 'enableKey', 'symmetric', (keyId) => ({ keyId })),
  ask('DisableKey', 'disableKey', 'symmetric', (keyId) => ({ keyId })),
  ask('ScheduleKeyDeletion', 'scheduleKeyDeletion', 'symmetric', (keyId) => ({ keyId, days: 7 })),
  ask('CancelKeyDeletion', 'cancelKeyDeletion', 'symmetric', (keyId) => ({ keyId })),
  ask('CreateAlias', 'createAlias', 'symmetric', (keyId) => ({ keyId, alias: `a ${keyId.slice(0, 8)}` })),
  ask('TagResource', 'setTags', 'symmetric', (keyId) => ({ keyId, set: { a: '1' }, remove: [] })),
  ask('UpdateKeyDescription', 'updateDescription', 'symmetric', (keyId) => ({ keyId, description: 'd' })),
]

describe.each(['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'] as const)(
  'a key that is %s',
  (state) => {
    it.each(asked)('answers %s (%s) as the table of KMS says', async (operation, op, kind, input) => {
      const keyId = await keyIn(state, kind)
      const error: unknown = await keys.op(op, input(keyId)).catch((thrown: unknown) => thrown)
      const cell = keyStateTable[operation][state]
      const name = isVaultError(error) ? exceptionOf(error.code) : 'none'
      if (cell === 'ok') expect(stateErrors.has(name ?? '')).toBe(false)
      else expect(name).toBe(cell.error)
    })
  },
)

const stateErrors = new Set(['DisabledException', 'KMSInvalidStateException'])
