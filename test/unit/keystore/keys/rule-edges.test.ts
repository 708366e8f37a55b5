import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KeyRules } from '../../../../src/shared/model/local-key.ts'
import { KeyBench } from '../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const none: KeyRules = { operations: null, requiredContext: [], notBefore: null, notAfter: null }
type Context = [string, string][]
const encrypt = (keyId: string, context: Context = []) =>
  keys.op('encrypt', { keyId, algorithm: 'SYMMETRIC_DEFAULT', context, plaintext: new Uint8Array(4) })
const ruled = async (rules: Partial<KeyRules>): Promise<string> => {
  const { keyId } = await keys.newKey()
  await keys.op('setRules', { keyId, rules: { ...none, ...rules } })
  return keyId
}
const side = (keyId: string) => ({ keyId, algorithm: 'SYMMETRIC_DEFAULT', context: [] })
const reEncrypt = async (from: string, to: string) => {
  const { ciphertext } = await encrypt(from)
  return keys.op('reEncrypt', { from: side(from), to: side(to), ciphertext })
}
const refused = (rule: string) => ({ code: 'KEY_RULE_REFUSED', facts: expect.objectContaining({ rule }) })

it('a key works from the very moment of notBefore on, and no more from that of notAfter on', async () => {
  const keyId = await ruled({ notBefore: '2026-11-24T09:00:00.000Z', notAfter: '2026-11-25T09:00:00.000Z' })
  keys.bench.now = new Date('2026-11-24T08:59:59.999Z')
  await expect(encrypt(keyId)).rejects.toMatchObject(refused('notBefore'))
  keys.bench.now = new Date('2026-11-24T09:00:00.000Z')
  await expect(encrypt(keyId)).resolves.toMatchObject({ keyId })
  keys.bench.now = new Date('2026-11-25T08:59:59.999Z')
  await expect(encrypt(keyId)).resolves.toMatchObject({ keyId })
  keys.bench.now = new Date('2026-11-25T09:00:00.000Z')
  await expect(encrypt(keyId)).rejects.toMatchObject(refused('notAfter'))
})

it('every pair that is asked for must be there, in any order, and others may be', async () => {
  const requiredContext = [
    { key: 'project', value: 'rushes' },
    { key: 'team', value: 'media' },
  ]
  const keyId = await ruled({ requiredContext })
  const [project, team, other]: Context = [
    ['project', 'rushes'],
    ['team', 'media'],
    ['other', 'x'],
  ]
  if (project === undefined || team === undefined || other === undefined) throw new Error('three pairs')
  for (const context of [[project], [team], [project, ['team', 'sales']] as Context])
    await expect(encrypt(keyId, context)).rejects.toMatchObject(refused('context'))
  await expect(encrypt(keyId, [other, team, project])).resolves.toMatchObject({ keyId })
})

it('both keys of a re-encryption must allow it: to encrypt or to decrypt is something else', async () => {
  const [allowed, denied] = [
    await ruled({ operations: ['Encrypt', 'ReEncrypt'] }),
    await ruled({ operations: ['Encrypt', 'Decrypt', 'GenerateDataKey'] }),
  ]
  await expect(reEncrypt(allowed, allowed)).resolves.toMatchObject({ keyId: allowed })
  await expect(reEncrypt(denied, allowed)).rejects.toMatchObject(refused('operations'))
  await expect(reEncrypt(allowed, denied)).rejects.toMatchObject(refused('operations'))
})
