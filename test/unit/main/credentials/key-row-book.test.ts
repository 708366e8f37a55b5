import { beforeEach, describe, expect, it } from 'vitest'
import { KeyRowBook } from '../../../../src/main/credentials/key-row-book.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'

const arn = (id: string) => `arn:aws:kms:eu-central-1:111122223333:key/${id}`
const row = (id: string, description = '') => ({ keyId: id, arn: arn(id), description }) as KeyRow
const ids = (rows: readonly KeyRow[]) => rows.map(({ keyId }) => keyId).toSorted()

let book: KeyRowBook
beforeEach(() => {
  book = new KeyRowBook()
  book.set('c', [row('a'), row('b')])
})

describe('rows by version', () => {
  it('all travel at first, and none while nothing changes', () => {
    const { version, keys, gone } = book.changesSince(0)
    expect([ids(keys), gone]).toEqual([['a', 'b'], []])
    expect(book.changesSince(version)).toEqual({ version, keys: [], gone: [] })
  })

  it('travel again once they change, alone', () => {
    const { version } = book.changesSince(0)
    book.set('c', [row('b', 'new')])
    const next = book.changesSince(version)
    expect(next.keys).toEqual([row('b', 'new')])
    expect(next.version).toBeGreaterThan(version)
  })

  it('that are gone are named once, to those who may have seen them', () => {
    const { version } = book.changesSince(0)
    book.remove('c', [arn('a'), arn('never seen')])
    const { gone, version: after } = book.changesSince(version)
    expect(gone).toEqual([{ service: 'aws', connectionId: 'c', keyArn: arn('a') }])
    expect(book.changesSince(after).gone).toEqual([])
    expect(book.changesSince(0)).toMatchObject({ gone: [], keys: [row('b')] })
  })

  it('that come back after they were gone are rows again', () => {
    const { version } = book.changesSince(0)
    book.remove('c', [arn('a')])
    book.set('c', [row('a')])
    expect(book.changesSince(version)).toMatchObject({ keys: [row('a')], gone: [] })
  })

  it('of the same key through two connections are two rows', () => {
    book.set('d', [row('a', 'through d')])
    expect(book.rows()).toHaveLength(3)
    expect(book.row('d', arn('a'))?.description).toBe('through d')
    expect(ids(book.rowsOf('c'))).toEqual(['a', 'b'])
  })

  it('for a version of another run of the app are all of them', () => {
    expect(ids(book.changesSince(99).keys)).toEqual(['a', 'b'])
  })

  it('of a connection that is gone are gone', () => {
    const { version } = book.changesSince(0)
    book.removeAll('c')
    expect(book.changesSince(version).gone).toHaveLength(2)
    expect(book.rows()).toEqual([])
  })
})
