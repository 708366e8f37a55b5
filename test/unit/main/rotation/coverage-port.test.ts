import { describe, expect, it } from 'vitest'
import { contract } from '../../../../src/shared/contract.ts'
import type { CatalogCoverage } from '../../../../src/main/catalog/coverage/catalog-coverage.ts'
import type { ListedKeys } from '../../../../src/main/catalog/coverage/coverage-key.ts'
import { coverageKeysOf } from '../../../../src/main/rotation/coverage-keys.ts'
import { createCoverage } from '../../../../src/main/rotation/coverage-port.ts'
import { awsKeyRow } from '../catalog/key-rows.ts'
import { recordedDoor } from '../catalog/records.ts'

const file = {
  id: 7,
  entry: 3,
  place: '/home/ada/notes.txt.encrypted',
  size: 1612,
  seenAt: '2026-11-23T10:00:00.000Z',
  doors: [recordedDoor()],
  keyMaterialId: 'm1',
  estimated: true,
}

const asked: ListedKeys[] = []
const catalog: CatalogCoverage = {
  summary: async (listed) => {
    asked.push(listed)
    return { files: 0, current: 0, older: 0, otherKey: 0, estimated: 0, keys: [] }
  },
  files: async () => ({ files: [file, { ...file, id: 6, place: null }], next: 6, total: 9 }),
  paths: async () => [file.place],
}
const port = createCoverage({
  coverage: catalog,
  rows: async () => ({ local: null, aws: [awsKeyRow(1)] }),
  labelFolder: (folder) => folder.replace('/home/ada', '~'),
})

describe('covered files as the page sees them', () => {
  it('have names and labels of folders, and no path', async () => {
    const selection = { keyId: null, which: 'all', keyMaterialId: null } as const
    const answer = await port.files({ selection, before: null, limit: 10 })
    expect(answer).toMatchObject({
      files: [
        { name: 'notes.txt.encrypted', folder: '~', doors: [{ name: 'backups' }] },
        { name: null, folder: null },
      ],
      next: 6,
      total: 9,
    })
    expect(JSON.stringify(answer)).not.toContain('/home/ada')
    expect(contract['coverage.files'].out.safeParse(answer).success).toBe(true)
  })
})

describe('the keys that coverage counts by', () => {
  it('are said to be without those of this computer while these cannot be read', async () => {
    await port.summary()
    expect(asked).toMatchObject([{ isLocalRead: false, keys: [{ keyId: awsKeyRow(1).arn }] }])
  })

  it('are those that can be a door, each once', () => {
    const later = '2026-11-24T10:00:00.000Z'
    const rows = [
      awsKeyRow(1, { keyMaterialId: 'old' }),
      awsKeyRow(1, { keyMaterialId: 'new', readAt: later }),
      awsKeyRow(2, { spec: 'RSA_2048' }),
      awsKeyRow(3, { spec: null, state: null }),
    ]
    expect(coverageKeysOf(rows)).toMatchObject([
      { keyId: rows[0]?.arn, current: 'new', readAt: later, opens: true },
      { keyId: rows[3]?.arn, opens: false },
    ])
  })

  it.each([
    ['Enabled', true],
    ['Updating', true],
    ['Disabled', false],
    ['PendingDeletion', false],
    ['PendingImport', false],
    ['Unavailable', false],
  ] as const)('open files in the state %s: %s', (state, opens) => {
    expect(coverageKeysOf([awsKeyRow(1, { state })])).toMatchObject([{ opens }])
  })

  it.each([{ origin: 'AWS_CLOUDHSM' }, { origin: 'EXTERNAL_KEY_STORE' }, { customKeyStoreId: 'cks-1' }])(
    'have one material for good in a custom key store: %j',
    (change) => {
      expect(coverageKeysOf([awsKeyRow(1, change), awsKeyRow(2)])).toMatchObject([
        { hasOneMaterial: true },
        { hasOneMaterial: false },
      ])
    },
  )
})

const withKits = (kits: () => Promise<readonly string[]>) =>
  createCoverage({
    coverage: catalog,
    rows: async () => ({ local: [], aws: [] }),
    labelFolder: String,
    kits,
  })

describe('recovery kits', () => {
  const kit = 'ab'.repeat(32)

  it('are asked about by their fingerprint, and open nothing by themselves', async () => {
    await withKits(async () => [kit]).summary()
    expect(asked.at(-1)?.keys).toMatchObject([{ keyId: kit, opens: false, current: null }])
  })

  it('that cannot be listed keep nobody from the rest', async () => {
    await withKits(() => Promise.reject(new Error('locked'))).summary()
    expect(asked.at(-1)?.keys).toEqual([])
  })
})
