import { afterEach, beforeEach, expect, it } from 'vitest'
import { getParametersForImport } from '../../../src/keystore/keys/import/import-tokens.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { KeyBench } from '../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const altered = (sql: string) => keys.vault.change((store) => store.change((database) => database.exec(sql)))
const countTo = (most: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${most})`

const put = (name: string) =>
  keys.op('putSecret', { name, purpose: 'aws access key', value: new Uint8Array(4).fill(1) })

it('a key has ten tokens at most: the oldest makes room', async () => {
  const { keyId } = await keys.newKey({ origin: 'EXTERNAL' })
  const input = { keyId, wrapping: 'RSAES_OAEP_SHA_256', wrappingSpec: 'RSA_2048' } as const
  const names = () =>
    keys.vault.read(({ rows }) => rows.secrets.map(({ name }) => name).filter((name) => name.includes(keyId)))
  const tokens: string[] = []
  for (let count = 0; count < 11; count += 1) {
    keys.pass(0.001)
    const pair = { secret: Secret.random(8), publicKey: new Uint8Array(4) }
    const { token } = await keys.vault.change((store) => getParametersForImport(store, input, pair))
    tokens.push(`~import/${keyId}/${new TextDecoder().decode(token)}`)
  }
  expect((await names()).toSorted()).toEqual(tokens.slice(1).toSorted())
})

it('a store keeps a thousand secrets at most, and one of the same name is no further one', async () => {
  await altered(
    `${countTo(1000)} INSERT INTO secrets SELECT 'connection/' || i, 'aws access key', 'x', x'00', x'00' FROM n`,
  )
  await expect(put('connection/more')).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  await expect(put('connection/7')).resolves.toEqual({})
})
