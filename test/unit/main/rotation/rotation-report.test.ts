import { describe, expect, it } from 'vitest'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { rotationReport } from '../../../../src/main/rotation/rotation-report.ts'
import type { ReportFacts } from '../../../../src/main/rotation/rotation-report.ts'
import { awsKeyRow } from '../catalog/key-rows.ts'

const now = new Date('2026-11-23T12:00:00.000Z')
const rotation = { automatic: false, periodDays: null, nextAt: null, lastAt: null, materials: 1, onDemand: 0 }

function report(rows: readonly KeyRow[], covered: ReportFacts['covered'] = []) {
  const [header, ...lines] = rotationReport({ rows, covered, policyDays: 365, now })
    .slice(1)
    .trimEnd()
    .split('\r\n')
  const names = header?.split(',') ?? []
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])))
}

describe('the rotation report', () => {
  it('has a line for each key, the most urgent first', () => {
    const rows = [
      awsKeyRow(1, {
        rotation: { ...rotation, automatic: true, nextAt: '2027-06-01T00:00:00.000Z', materials: null },
      }),
      awsKeyRow(2, { rotation, createdAt: '2025-11-01T12:00:00.000Z' }),
      awsKeyRow(3, { state: 'Disabled' }),
      awsKeyRow(4, { rotation: null }),
    ]
    expect(
      report(rows).map((line) => [line['Key'], line['Standing'], line['Since or until'], line['Why not']]),
    ).toEqual([
      ['key-2', 'overdue', '2026-11-01T12:00:00.000Z', ''],
      ['key-4', 'not known', '', ''],
      ['key-1', 'in time', '2027-06-01T00:00:00.000Z', ''],
      ['key-3', 'cannot rotate', '', 'disabled'],
    ])
  })

  it('says how many known files depend on each key', () => {
    const row = awsKeyRow(1)
    const covered = [
      {
        keyId: row.arn ?? '',
        files: 9,
        current: 5,
        older: 4,
        estimated: 2,
        onlyDoor: 1,
        recoverable: 0,
        materials: [],
      },
    ]
    expect(report([row, awsKeyRow(2)], covered)).toMatchObject([
      {
        'Known files': '9',
        'On current material': '5',
        'On older material': '4',
        'Only this key opens': '1',
      },
      { 'Known files': '0' },
    ])
  })

  it('leaves these columns empty where the history cannot be read', () => {
    expect(report([awsKeyRow(1)], null)).toMatchObject([{ 'Known files': '', 'Only this key opens': '' }])
  })

  it('makes no formula of an alias or a description', () => {
    expect(report([awsKeyRow(1, { alias: '=cmd()' })])[0]).toMatchObject({ Key: "'=cmd()" })
  })
})
