import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoredKeys } from '../../../../../src/main/catalog/cached-keys/stored-keys.ts'
import { openCatalog } from '../../../../../src/main/catalog/open-catalog.ts'
import type { KeyRow } from '../../../../../src/shared/model/key.ts'
import { awsKeyRow, material } from '../key-rows.ts'

let folder: string
let database: DatabaseSync
let keys: StoredKeys

const arnOf = (row: KeyRow): string => row.arn ?? ''
const readAt = '2026-11-23T10:00:00.000Z'

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  database = openCatalog(path.join(folder, 'catalog.db'), () => new Date())
  keys = new StoredKeys(database)
})

afterEach(() => {
  database.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

describe('the keys that the catalog keeps', () => {
  it('are given back as they were, of one connection alone', () => {
    keys.keep('c1', [awsKeyRow(1), awsKeyRow(2)])
    keys.keep('c2', [awsKeyRow(3)])
    expect(keys.rows('c1')).toEqual([awsKeyRow(1), awsKeyRow(2)])
  })

  it('are replaced by their ARN', () => {
    keys.keep('c1', [awsKeyRow(1)])
    keys.keep('c1', [awsKeyRow(1, { state: 'Disabled' })])
    expect(keys.rows('c1')).toEqual([awsKeyRow(1, { state: 'Disabled' })])
  })

  it('lose those of one Region that a whole reading did not find', () => {
    const elsewhere = awsKeyRow(3, { region: 'us-east-1' })
    keys.keep('c1', [awsKeyRow(1), awsKeyRow(2), elsewhere])
    keys.dropOthers('c1', 'eu-central-1', [arnOf(awsKeyRow(2))])
    expect(keys.rows('c1')).toEqual([awsKeyRow(2), elsewhere])
  })

  it('leave with their connection, their materials too where no other connection has the key', () => {
    const shared = awsKeyRow(1)
    keys.keep('c1', [shared, awsKeyRow(2)])
    keys.keep('c2', [shared])
    for (const row of [shared, awsKeyRow(2)]) {
      keys.keepMaterials({ arn: arnOf(row), materials: [material('m')], readAt })
    }
    keys.forget('c1')
    expect(keys.rows('c1')).toEqual([])
    expect(keys.rows('c2')).toEqual([shared])
    expect(keys.materials([arnOf(shared), arnOf(awsKeyRow(2))]).map(({ arn }) => arn)).toEqual([
      arnOf(shared),
    ])
  })

  it('have their materials as they were last told', () => {
    const arn = arnOf(awsKeyRow(1))
    keys.keepMaterials({ arn, materials: [material('a')], readAt })
    const materials = [
      material('a'),
      material('b', { state: 'CURRENT', rotatedAt: readAt, rotationType: 'ON_DEMAND' }),
    ]
    keys.keepMaterials({ arn, materials, readAt })
    expect(keys.materials([arn, 'arn of no key'])).toEqual([{ arn, materials, readAt }])
  })

  it.each([
    ['is no JSON', '{"alias":'],
    ['has a part that this version does not know', JSON.stringify({ ...awsKeyRow(1), mood: 'new' })],
    ['has a state that this version does not know', JSON.stringify({ ...awsKeyRow(1), state: 'Dreaming' })],
    ['lacks a part', JSON.stringify({ keyId: 'x' })],
  ])('are left out where a row %s', (_what, row) => {
    keys.keep('c1', [awsKeyRow(1), awsKeyRow(2)])
    database.prepare('UPDATE key_rows SET row = ? WHERE arn = ?').run(row, arnOf(awsKeyRow(1)))
    expect(keys.rows('c1')).toEqual([awsKeyRow(2)])
  })

  it.each(['[{', '[{"id":1}]', '{}'])('are without materials where those read %s', (text) => {
    keys.keepMaterials({ arn: 'a', materials: [material('m')], readAt })
    database.prepare('UPDATE key_materials SET materials = ?').run(text)
    expect(keys.materials(['a'])).toEqual([])
  })
})
