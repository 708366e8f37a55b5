import { afterEach, beforeEach, expect, it } from 'vitest'
import { keyHandlers } from '../../../../src/keystore/handlers/key-handlers.ts'
import type { VaultOperations } from '../../../../src/keystore/vault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { KeyBench } from '../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const dataKey = () => new Uint8Array(32).fill(9)
const context: [string, string][] = [['purpose', 'test']]
const symmetric = { algorithm: 'SYMMETRIC_DEFAULT', context }
const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0)

const refuse = async (): Promise<never> => {
  throw new VaultError('KEYSTORE_LOCKED', 'the key store is locked')
}

it('leaves no data key behind: the request and the posted answer are wiped', async () => {
  const { keyId } = await keys.newKey()
  const handlers = keyHandlers(keys.vault)
  const given = dataKey()
  const { value } = await handlers.wrap({ keyId, context, dataKey: given })
  expect(isZero(given)).toBe(true)
  const answer = await handlers.unwrap({ ...value, context })
  expect(answer.value.dataKey).toEqual(dataKey())
  answer.wipe?.()
  expect(isZero(answer.value.dataKey)).toBe(true)
})

it('leaves no plaintext behind: of encrypt, decrypt and generateDataKey', async () => {
  const { keyId } = await keys.newKey()
  const handlers = keyHandlers(keys.vault)
  const plaintext = dataKey()
  const { value } = await handlers.encrypt({ keyId, ...symmetric, plaintext })
  expect(isZero(plaintext)).toBe(true)
  const opened = await handlers.decrypt({ keyId, ...symmetric, ciphertext: value.ciphertext })
  const made = await handlers.generateDataKey({ keyId, length: 32, context })
  for (const answer of [opened, made]) {
    expect(isZero(answer.value.plaintext)).toBe(false)
    answer.wipe?.()
    expect(isZero(answer.value.plaintext)).toBe(true)
  }
})

it('wipes what came in also where the store is not open', async () => {
  const handlers = keyHandlers({ read: refuse, change: refuse } as unknown as VaultOperations)
  const [first, second, third] = [dataKey(), dataKey(), dataKey()]
  const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
  const material = { kind: 'raw', bytes: third } as const
  const plain = { type: null, validTo: null, description: null, keyMaterialId: null }
  await expect(handlers.wrap({ keyId, context, dataKey: first })).rejects.toThrow()
  await expect(handlers.encrypt({ keyId, ...symmetric, plaintext: second })).rejects.toThrow()
  await expect(handlers.importKeyMaterial({ keyId, material, ...plain })).rejects.toThrow()
  expect([first, second, third].every(isZero)).toBe(true)
})
