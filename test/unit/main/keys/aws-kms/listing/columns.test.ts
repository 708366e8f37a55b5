import { describe, expect, it } from 'vitest'
import { Columns } from '../../../../../../src/main/keys/aws-kms/listing/columns.ts'
import type { VaultErrorCode } from '../../../../../../src/shared/vault-error.ts'
import { refusal } from '../../../../../support/scripted-kms.ts'

const action = 'kms:ListResourceTags'
const fails = (code: VaultErrorCode) => () => Promise.reject(refusal(code))

/** Asks for one column of many keys; gives what became of each and how many were really asked. */
async function column(columns: Columns, answers: readonly (VaultErrorCode | 'ok')[]) {
  let asked = 0
  const kinds: string[] = []
  for (const answer of answers) {
    const cell = await columns.cell(action, () => {
      asked += 1
      return answer === 'ok' ? Promise.resolve(1) : fails(answer)()
    })
    kinds.push(cell.kind)
  }
  return { asked, kinds }
}

describe('a column of a reading', () => {
  it('is not asked for any more once five keys in a row denied it', async () => {
    const columns = new Columns()
    const { asked, kinds } = await column(
      columns,
      Array.from({ length: 9 }, () => 'KMS_ACCESS_DENIED' as const),
    )
    expect(asked).toBe(5)
    expect(new Set(kinds)).toEqual(new Set(['denied']))
    expect(columns.denied()).toEqual([action])
  })

  it('tries a key now and then while it is closed, and opens again where one answers', async () => {
    const columns = new Columns()
    const answers = Array.from({ length: 1000 }, (_, key) => (key < 5 ? 'KMS_ACCESS_DENIED' : 'ok'))
    const { kinds } = await column(columns, answers as never)
    expect(kinds.filter((kind) => kind === 'value').length).toBe(1000 - 5 - 49)
    expect(columns.denied()).toEqual([])
  })

  it('costs few questions while every key denies it', async () => {
    const denied = Array.from({ length: 1005 }, () => 'KMS_ACCESS_DENIED' as const)
    expect((await column(new Columns(), denied)).asked).toBe(5 + 20)
  })

  it('goes on where a key answers between denials, and is not denied as a whole', async () => {
    const columns = new Columns()
    const answers = Array.from({ length: 20 }, (_, key) => (key % 4 === 3 ? 'ok' : 'KMS_ACCESS_DENIED'))
    expect((await column(columns, answers as never)).asked).toBe(20)
    expect(columns.denied()).toEqual([])
  })

  it('is denied as a whole where no key of few answered', async () => {
    const columns = new Columns()
    await column(columns, ['KMS_ACCESS_DENIED', 'KMS_ACCESS_DENIED'])
    expect(columns.denied()).toEqual([action])
  })

  it('is empty for a key of a kind that has no such thing, and that is no failure', async () => {
    const columns = new Columns()
    const { kinds } = await column(
      columns,
      Array.from({ length: 12 }, () => 'KEY_USAGE_INVALID' as const),
    )
    expect(new Set(kinds)).toEqual(new Set(['none']))
    expect(columns.denied()).toEqual([])
  })

  it('is empty for one key that fails, and the reading ends where the service fails for five in a row', async () => {
    const columns = new Columns()
    expect((await column(columns, ['KMS_FAILED', 'ok', 'KMS_FAILED'])).kinds).toEqual([
      'none',
      'value',
      'none',
    ])
    const all = column(
      new Columns(),
      Array.from({ length: 5 }, () => 'KMS_FAILED' as const),
    )
    await expect(all).rejects.toMatchObject({ code: 'KMS_FAILED' })
  })

  it('tells a key that is gone', async () => {
    expect((await column(new Columns(), ['KMS_KEY_NOT_FOUND'])).kinds).toEqual(['gone'])
  })

  it.each(['CANCELLED', 'KMS_UNREACHABLE', 'KMS_CREDENTIALS_EXPIRED', 'KMS_THROTTLED'] as const)(
    '%s ends the reading at once',
    async (code) => {
      await expect(column(new Columns(), [code])).rejects.toMatchObject({ code })
    },
  )
})
