import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSnapshotName, snapshotName } from '../../../../src/keystore/snapshots/snapshot-names.ts'

const epoch = fc.integer({ min: 1, max: 9_999_999_999_999 })
const date = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
const number = fc.integer({ min: 1, max: 9999 })

describe('the name of a snapshot', () => {
  it('says epoch and time, and comes back as it went in', () => {
    fc.assert(
      fc.property(epoch, date, number, (made, at, which) => {
        const name = snapshotName(made, at, which)
        expect(parseSnapshotName(`/somewhere/${name}`)).toEqual({ name, epoch: made, at: at.toISOString() })
        expect(name.length).toBeLessThanOrEqual(128)
        expect(name).toMatch(/^[\w.-]+$/)
      }),
    )
  })

  it('sorts as changes were made, whatever the clock did', () => {
    fc.assert(
      fc.property(epoch, fc.integer({ min: 1, max: 1000 }), date, date, (made, more, at, then) => {
        expect(snapshotName(made, at, 1) < snapshotName(made + more, then, 1)).toBe(true)
      }),
    )
  })

  it('is no other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseSnapshotName(text)
        if (parsed !== undefined) expect(snapshotName(parsed.epoch, new Date(parsed.at), 1)).toBe(parsed.name)
      }),
    )
    for (const name of ['', 'unfinished', 'keystore.sqlite', `${snapshotName(1, new Date(0), 1)}-wal`])
      expect(parseSnapshotName(name)).toBeUndefined()
  })
})
