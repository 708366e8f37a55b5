import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KeyRules } from '../../../../src/shared/model/local-key.ts'
import { KeyBench } from '../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const none: KeyRules = { operations: null, requiredContext: [], notBefore: null, notAfter: null }
const project: [string, string] = ['project', 'rushes']
const encryption = { algorithm: 'SYMMETRIC_DEFAULT', context: [project] }
const plaintext = () => new Uint8Array(4)
const encrypt = (keyId: string, context = [project]) =>
  keys.op('encrypt', { keyId, ...encryption, context, plaintext: plaintext() })
const ruleOf = async (keyId: string, context = [project]) =>
  encrypt(keyId, context).then(
    () => 'none',
    ({ code, facts }) => `${code} ${facts.rule}`,
  )

it('operations that are not allowed are refused, and wrapping counts as GenerateDataKey', async () => {
  const { keyId } = await keys.newKey()
  await keys.op('setRules', { keyId, rules: { ...none, operations: ['GenerateDataKey', 'Decrypt'] } })
  expect(await ruleOf(keyId)).toBe('KEY_RULE_REFUSED operations')
  const wrapped = await keys.op('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
  await keys.op('setRules', { keyId, rules: { ...none, operations: ['Encrypt'] } })
  expect((await keys.refusal('unwrap', { ...wrapped, context: [] })).code).toBe('KEY_RULE_REFUSED')
  expect((await keys.refusal('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })).code).toBe(
    'KEY_RULE_REFUSED',
  )
})

it('pairs that the context must hold are asked for, with their very values', async () => {
  const { keyId } = await keys.newKey()
  const requiredContext = [{ key: 'project', value: 'rushes' }]
  await keys.op('setRules', { keyId, rules: { ...none, requiredContext } })
  expect(await ruleOf(keyId)).toBe('none')
  expect(await ruleOf(keyId, [['project', 'Rushes']])).toBe('KEY_RULE_REFUSED context')
  expect(await ruleOf(keyId, [])).toBe('KEY_RULE_REFUSED context')
})

it('outside of its dates a key protects nothing; what it protected still opens afterwards', async () => {
  const { keyId } = await keys.newKey()
  const [notBefore, notAfter] = ['2026-12-01T00:00:00.000Z', '2026-12-10T00:00:00.000Z']
  await keys.op('setRules', { keyId, rules: { ...none, notBefore, notAfter } })
  expect(await ruleOf(keyId)).toBe('KEY_RULE_REFUSED notBefore')
  keys.pass(10)
  const { ciphertext } = await encrypt(keyId)
  keys.pass(10)
  expect(await ruleOf(keyId)).toBe('KEY_RULE_REFUSED notAfter')
  expect((await keys.op('decrypt', { keyId, ...encryption, ciphertext })).plaintext).toEqual(plaintext())
})

it('signatures verify after notAfter, and are no longer made', async () => {
  const { keyId } = await keys.newKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
  const signed = { keyId, message: plaintext(), messageType: 'RAW', algorithm: 'ECDSA_SHA_256' } as const
  const { signature } = await keys.op('sign', signed)
  await keys.op('setRules', { keyId, rules: { ...none, notAfter: '2026-11-23T09:00:00.000Z' } })
  await keys.op('verify', { ...signed, signature })
  expect((await keys.refusal('sign', signed)).code).toBe('KEY_RULE_REFUSED')
})

it('rules that say nothing are none', async () => {
  const { keyId } = await keys.newKey()
  await keys.op('setRules', { keyId, rules: { ...none, operations: ['Encrypt'] } })
  expect((await keys.op('setRules', { keyId, rules: none })).rules).toBeNull()
})

it.each<[string, Partial<KeyRules>]>([
  ['date', { notBefore: 'soon' }],
  ['dates', { notBefore: '2027-01-02T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' }],
  [
    'context',
    {
      requiredContext: [
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ],
    },
  ],
])('rules that contradict themselves are refused (%s)', async (reason, rules) => {
  const { keyId } = await keys.newKey()
  const refused = await keys.refusal('setRules', { keyId, rules: { ...none, ...rules } })
  expect([refused.code, refused.facts['reason']]).toEqual(['INVALID_REQUEST', reason])
})
