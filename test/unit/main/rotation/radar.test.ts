import { describe, expect, it } from 'vitest'
import type { KeyCoverage } from '../../../../src/shared/model/coverage.ts'
import type { KeyMaterial } from '../../../../src/shared/model/key-page.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { radarOf } from '../../../../src/main/rotation/radar.ts'
import { awsKeyRow, material } from '../catalog/key-rows.ts'

const covered = (row: KeyRow, files: number, onlyDoor = files): KeyCoverage => ({
  keyId: row.arn ?? row.keyId,
  files,
  current: files,
  older: 0,
  estimated: 0,
  onlyDoor,
  recoverable: 0,
  materials: [],
})

const radar = (rows: readonly KeyRow[], files = 0, materials: readonly KeyMaterial[] = []) =>
  radarOf({
    rows,
    covered: files === 0 ? [] : rows.map((row) => covered(row, files, files - 1)),
    materials: new Map(rows.map((row) => [row.arn ?? '', materials])),
  })

describe('what stops opening', () => {
  it.each<[KeyRow['state'], string]>([
    ['Disabled', 'disabled'],
    ['PendingImport', 'needsMaterial'],
    ['Unavailable', 'unavailable'],
  ])('is what a key that is %s opens, now', (state, what) => {
    const row = awsKeyRow(1, { state })
    expect(radar([row], 3)).toEqual([
      {
        ref: row.ref,
        name: 'key-1',
        where: 'eu-central-1',
        what,
        at: null,
        files: 3,
        onlyDoor: 2,
        recoverable: 0,
      },
    ])
    expect(radar([row])).toEqual([])
  })

  it('is what a key opens that will be deleted, on that day, also where no file is known', () => {
    const row = awsKeyRow(1, { state: 'PendingDeletion', deletionDate: '2026-12-01T00:00:00.000Z' })
    expect(radar([row])).toMatchObject([{ what: 'deletion', at: '2026-12-01T00:00:00.000Z', files: 0 }])
  })

  it('is everything of a key whose imported material expires, by the first of its materials to do so', () => {
    const row = awsKeyRow(1, { origin: 'EXTERNAL', validTo: '2027-03-01T00:00:00.000Z' })
    const older = material('m0', { validTo: '2027-01-01T00:00:00.000Z' })
    const waiting = material('m2', { state: 'PENDING_ROTATION', validTo: '2026-12-01T00:00:00.000Z' })
    expect(radar([row], 2, [older, waiting])).toMatchObject([
      { what: 'expiry', at: '2027-01-01T00:00:00.000Z', files: 2 },
    ])
    expect(radar([row], 2)).toMatchObject([{ what: 'expiry', at: '2027-03-01T00:00:00.000Z' }])
  })

  it('is nothing of keys that are well, and of those that open no files', () => {
    const deleted = { state: 'PendingDeletion', deletionDate: '2026-12-01T00:00:00.000Z' } as const
    expect(radar([awsKeyRow(1)], 5)).toEqual([])
    expect(radar([awsKeyRow(1, { ...deleted, spec: 'RSA_2048', usage: 'SIGN_VERIFY' })])).toEqual([])
    expect(radar([awsKeyRow(1, { ...deleted, manager: 'AWS' })])).toEqual([])
  })

  it('comes in the order of its dates, what stopped already first', () => {
    const rows = [
      awsKeyRow(1, { state: 'PendingDeletion', deletionDate: '2026-12-09T00:00:00.000Z' }),
      awsKeyRow(2, { validTo: '2026-12-01T00:00:00.000Z' }),
      awsKeyRow(3, { state: 'Disabled' }),
    ]
    expect(radar(rows, 1).map(({ name }) => name)).toEqual(['key-3', 'key-2', 'key-1'])
  })
})
