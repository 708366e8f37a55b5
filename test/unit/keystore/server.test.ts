import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { malformedMessageExitCode, serveKeystore } from '../../../src/keystore/server.ts'
import type { VaultOperations } from '../../../src/keystore/vault.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
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
const inputs = {
  status: () => ({}),
  setUp: () => ({}),
  recheck: () => ({}),
  listKeys: () => ({}),
  describeKey: () => ({ keyId }),
  createKey: () => ({ alias: 'a', description: '' }),
  wrap: wrapInput,
  unwrap: unwrapInput,
  putSecret: () => ({ name: 'connection/1', purpose: 'aws access key', value: new Uint8Array(9) }),
  getSecret: () => ({ name: 'connection/1', purpose: 'aws access key' }),
  dropSecret: () => ({ name: 'connection/1' }),
} as const

const settled = () => new Promise((resolve) => setImmediate(resolve))
const failUnforeseen = async (): Promise<never> => {
  throw new Error(`${canary} /home/someone`)
}

/** A server on a port in memory, over a vault that only notes what it was asked. */
function serve(vault: Partial<VaultOperations> = {}) {
  const asked: string[] = []
  const posted: unknown[] = []
  const ended: number[] = []
  const lines: string[] = []
  let listener: ((data: unknown) => void) | undefined
  const note =
    <T>(name: string, value: T) =>
    async (): Promise<T> => {
      asked.push(name)
      return value
    }
  const status = { state: 'notSetUp', keychain: 'none' } as const
  const wrapped = { keyId, keyMaterialId, iv: new Uint8Array(12), ciphertext: new Uint8Array(48) }
  const double: VaultOperations = {
    get status() {
      asked.push('status')
      return status
    },
    setUp: note('setUp', status),
    recheck: note('recheck', status),
    acceptOlderCopy: note('acceptOlderCopy', status),
    listKeys: note('listKeys', []),
    describeKey: note('describeKey', {} as never),
    createKey: note('createKey', {} as never),
    wrap: note('wrap', wrapped),
    unwrap: note('unwrap', Secret.random(32)),
    putSecret: note('putSecret', undefined),
    getSecret: note('getSecret', null),
    dropSecret: note('dropSecret', undefined),
    close: () => asked.push('close'),
    ...vault,
  }
  serveKeystore(
    { postMessage: (message) => posted.push(structuredClone(message)), onMessage: (on) => (listener = on) },
    {
      startVault: () => double,
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
const operation = fc.constantFrom(...(Object.keys(inputs) as (keyof typeof inputs)[]))

describe('the port of the keystore process', () => {
  it.each(Object.keys(inputs) as (keyof typeof inputs)[])('answers a well-formed %s', async (name) => {
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
        fc.pre(!isEmptyObject(input))
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
        const input: Record<string, unknown> = inputs[name]()
        const fields = Object.keys(input)
        const field = fields[which % (fields.length + 1)] ?? 'more'
        fc.pre(
          field !== 'description' && !((field === 'alias' || field === 'name') && typeof value === 'string'),
        )
        fc.pre(!Array.isArray(value) && !(value instanceof Uint8Array))
        const { send, asked, ended } = serve()
        send({ id: 1, operation: name, input: { ...input, [field]: value } })
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

  it('leave no data key behind: the request and the posted answer are wiped', async () => {
    const dataKey = new Uint8Array(32).fill(9)
    let wrapping: Secret | undefined
    const lent: Uint8Array[] = []
    const opened = Secret.take(Buffer.alloc(32, 9))
    const { send, posted } = serve({
      wrap: async (_keyId, _context, secret) => {
        wrapping = secret
        return { keyId, keyMaterialId, iv: new Uint8Array(12), ciphertext: new Uint8Array(48) }
      },
      unwrap: async () => {
        opened.use((bytes) => lent.push(bytes))
        return opened
      },
    })
    send({ id: 1, operation: 'wrap', input: { ...wrapInput(), dataKey } })
    send({ id: 2, operation: 'unwrap', input: unwrapInput() })
    await settled()
    expect(posted[1]).toMatchObject({ id: 2, value: { dataKey: new Uint8Array(32).fill(9) } })
    expect(dataKey).toEqual(new Uint8Array(32))
    expect([wrapping?.isWiped, opened.isWiped]).toEqual([true, true])
    expect(lent[0]?.every((byte) => byte === 0)).toBe(true)
  })
})

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
