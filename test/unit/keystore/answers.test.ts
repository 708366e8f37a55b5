import { expect, it } from 'vitest'
import { checkedHandlers, type OperationHandlers } from '../../../src/keystore/handlers/operation-handler.ts'
import type { KeystoreOperation } from '../../../src/keystore/protocol.ts'
import { serveKeystore } from '../../../src/keystore/server.ts'
import type { VaultOperations } from '../../../src/keystore/vault.ts'

it('what is secret in an answer is wiped as soon as it was posted, and not before', async () => {
  const dataKey = new Uint8Array(32).fill(9)
  const handlers = {
    unwrap: async () => ({ value: { dataKey }, wipe: () => dataKey.fill(0) }),
  } as unknown as OperationHandlers<KeystoreOperation>
  const posted: unknown[] = []
  const listeners: ((data: unknown) => void)[] = []
  serveKeystore(
    {
      postMessage: (message) => posted.push(structuredClone(message)),
      onMessage: (on) => listeners.push(on),
    },
    {
      startVault: () => ({ close: () => undefined }) as VaultOperations,
      handlersOf: () => checkedHandlers(handlers),
      end: () => undefined,
      log: () => undefined,
    },
  )
  const wrapped = { iv: new Uint8Array(12), ciphertext: new Uint8Array(48), context: [] }
  const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
  const input = { keyId, keyMaterialId: 'ab'.repeat(32), ...wrapped }
  for (const send of listeners) send({ id: 1, operation: 'unwrap', input })
  await new Promise((resolve) => setImmediate(resolve))
  expect(posted).toEqual([{ id: 1, ok: true, value: { dataKey: new Uint8Array(32).fill(9) } }])
  expect(dataKey).toEqual(new Uint8Array(32))
})
