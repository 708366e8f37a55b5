import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { malformedMessageExitCode, serveKeystore } from '../../../src/keystore/server.ts'
import { operationInputs } from '../../support/operation-inputs.ts'
import { checkedHandlers, type OperationHandlers } from '../../../src/keystore/handlers/operation-handler.ts'
import { keystoreOperations, type KeystoreOperation } from '../../../src/keystore/protocol.ts'
import type { VaultOperations } from '../../../src/keystore/vault.ts'
import { VaultError } from '../../../src/shared/vault-error.ts'

const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
const canary = 'canary-content-of-a-message'
const keyMaterialId = 'ab'.repeat(32)
const wrapInput = () => ({ keyId, context: [['purpose', 'test']], dataKey: new Uint8Array(32).fill(9) })
const unwrapInput = () => ({
  keyId,
  keyMaterialId,
  context: [['purpose', 'test']],
  iv: new Uint8Array(12),
  ciphertext: new Uint8Array(48),
})
const inputs = operationInputs

const settled = () => new Promise((resolve) => setImmediate(resolve))
const failUnforeseen = async (): Promise<never> => {
  throw new Error(`${canary} /home/someone`)
}

/** A server on a port in memory, over a vault that only notes what it was asked. */
function serve(handlers: Partial<OperationHandlers<KeystoreOperation>> = {}) {
  const asked: string[] = []
  const posted: unknown[] = []
  const ended: number[] = []
  const lines: string[] = []
  let listener: ((data: unknown) => void) | undefined
  const double: VaultOperations = {
    status: { state: 'notSetUp', keychain: 'none' },
    setUp: failUnforeseen,
    recheck: failUnforeseen,
    acceptOlderCopy: failUnforeseen,
    unlock: failUnforeseen,
    prepareLock: failUnforeseen,
    setProtection: failUnforeseen,
    replaceWith: failUnforeseen,
    doDueWork: failUnforeseen,
    health: failUnforeseen,
    check: failUnforeseen,
    takeSnapshot: failUnforeseen,
    restoreSnapshot: failUnforeseen,
    purgeCopies: failUnforeseen,
    anchor: failUnforeseen,
    scryptSeconds: null,
    deps: {} as VaultOperations['deps'],
    read: failUnforeseen,
    change: failUnforeseen,
    close: () => asked.push('close'),
  }
  const names = Object.keys(keystoreOperations) as KeystoreOperation[]
  const noted = names.map((name) => [name, async () => (asked.push(name), { value: {} })])
  const handlersOf = () => checkedHandlers({ ...Object.fromEntries(noted), ...handlers })
  serveKeystore(
    { postMessage: (message) => posted.push(structuredClone(message)), onMessage: (on) => (listener = on) },
    {
      startVault: () => double,
      handlersOf,
      end: (code) => ended.push(code),
      log: (line) => lines.push(line),
    },
  )
  return { asked, posted, ended, lines, send: (data: unknown) => listener?.(data) }
}

const evil = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withMap: true, withSet: true, withTypedArray: true, withBigInt: true }),
  fc.constantFrom<unknown>(undefined, null, '', canary, [canary], { __proto__: { id: 1 } }),
)
const operation = fc.constantFrom(...(Object.keys(inputs) as KeystoreOperation[]))

describe('the port of the keystore process', () => {
  it.each(Object.keys(inputs) as KeystoreOperation[])('answers a well-formed %s', async (name) => {
    const { send, posted, ended } = serve()
    send({ id: 7, operation: name, input: inputs[name]() })
    await settled()
    expect(posted).toEqual([expect.objectContaining({ id: 7, ok: true })])
    expect(ended).toEqual([])
  })

  it('ends the process for any message that is no request, before the vault is asked for anything', () => {
    fc.assert(
      fc.property(evil, (message) => {
        const { send, asked, posted, ended, lines } = serve()
        send(message)
        expect(asked).toEqual(['close'])
        expect(posted).toEqual([])
        expect(ended).toEqual([malformedMessageExitCode])
        expect(lines).toHaveLength(1)
      }),
    )
  })

  it('ends the process for a request with an input of the wrong form', () => {
    fc.assert(
      fc.property(operation, evil, (name, input) => {
        fc.pre(!keystoreOperations[name].in.safeParse(input).success)
        const { send, asked, ended } = serve()
        send({ id: 1, operation: name, input })
        expect(asked).toEqual(['close'])
        expect(ended).toEqual([malformedMessageExitCode])
      }),
    )
  })

  it('ends the process for a request in which one field is wrong, missing or too much', () => {
    fc.assert(
      fc.property(operation, fc.nat(20), evil, (name, which, value) => {
        const input = inputs[name]()
        const fields = Object.keys(input)
        const field = fields[which % (fields.length + 1)] ?? 'more'
        const changed = { ...input, [field]: value }
        fc.pre(!keystoreOperations[name].in.safeParse(changed).success)
        const { send, asked, ended } = serve()
        send({ id: 1, operation: name, input: changed })
        expect(asked).toEqual(['close'])
        expect(ended).toEqual([malformedMessageExitCode])
      }),
    )
  })

  it.each<[string, object]>([
    [
      'a key named twice in the context',
      {
        ...wrapInput(),
        context: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
    ],
    ['a data key of 31 bytes', { ...wrapInput(), dataKey: new Uint8Array(31) }],
    ['a data key that is no bytes', { ...wrapInput(), dataKey: Array(32).fill(1) }],
    ['a key id that is none', { ...wrapInput(), keyId: '../keystore' }],
    ['a context that is an object', { ...wrapInput(), context: { a: '1' } }],
    ['AAD instead of a context', { ...wrapInput(), aad: new Uint8Array(4) }],
  ])('ends the process for a wrap with %s', (_what, input) => {
    const { send, asked, ended } = serve()
    send({ id: 1, operation: 'wrap', input })
    expect([asked, ended]).toEqual([['close'], [malformedMessageExitCode]])
  })

  it('leaves what a file may hold to the unwrap: any length of IV and wrapped key', async () => {
    const { send, asked, ended } = serve()
    for (const length of [0, 1, 11, 255, 65_535])
      send({
        id: 1,
        operation: 'unwrap',
        input: { ...unwrapInput(), iv: new Uint8Array(length), ciphertext: new Uint8Array(length) },
      })
    await settled()
    expect([asked.length, ended]).toEqual([5, []])
  })

  it('hears nothing more once it is ending', async () => {
    const { send, asked, posted, ended } = serve()
    send(canary)
    send({ id: 1, operation: 'listKeys', input: {} })
    send(canary)
    await settled()
    expect([asked, posted, ended]).toEqual([['close'], [], [malformedMessageExitCode]])
  })

  it('logs nothing of what came in', () => {
    const { send, lines } = serve()
    send({ id: 1, operation: 'wrap', input: canary })
    expect(lines.join()).not.toContain(canary)
  })
})

describe('answers of the keystore process', () => {
  it('carry the code and facts of an error and nothing of its cause', async () => {
    const cause = new Error(canary)
    const fail = async (): Promise<never> => {
      throw new VaultError('KEY_DISABLED', 'this key is disabled', { facts: { key: 'backups' }, cause })
    }
    const { send, posted } = serve({ listKeys: fail })
    send({ id: 3, operation: 'listKeys', input: {} })
    await settled()
    const error = { code: 'KEY_DISABLED', message: 'this key is disabled', facts: { key: 'backups' } }
    expect(posted).toEqual([{ id: 3, ok: false, error }])
  })

  it('say nothing but INTERNAL of an error that nobody foresaw', async () => {
    const { send, posted } = serve({ listKeys: failUnforeseen })
    send({ id: 3, operation: 'listKeys', input: {} })
    await settled()
    expect(posted).toMatchObject([{ id: 3, ok: false, error: { code: 'INTERNAL' } }])
    expect(JSON.stringify(posted)).not.toMatch(/canary|home/)
  })
})
