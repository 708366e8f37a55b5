import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Catalog } from '../../../../src/main/catalog/catalog.ts'
import { createCatalog } from '../../../../src/main/catalog/create-catalog.ts'
import type { KeyCache } from '../../../../src/main/keys/aws-kms/key-cache.ts'
import { awsKeyRow, material } from '../../../unit/main/catalog/key-rows.ts'

const workerUrl = new URL('../../../../src/main/catalog/catalog-worker.ts', import.meta.url)

let folder: string
let file: string
let catalog: Catalog
let keys: KeyCache

const open = (): void => {
  catalog = createCatalog({ path: file, workerUrl, choices: () => ({ keep: true, keepPaths: true }) })
  keys = catalog.keys
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-catalog-'))
  file = path.join(folder, 'catalog.db')
  open()
})

afterEach(async () => {
  await catalog.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

describe('the key cache in the catalog', () => {
  it('has rows and materials at the next start', async () => {
    await keys.keep('c1', [awsKeyRow(1)])
    await keys.keepMaterials('a', [material('m')])
    await catalog.close()
    open()
    expect(await keys.rows('c1')).toEqual([awsKeyRow(1)])
    expect(await keys.materials(['a'])).toEqual(new Map([['a', [material('m')]]]))
  })

  it('keeps more rows than one message to the thread holds', async () => {
    const rows = Array.from({ length: 2500 }, (_, n) => awsKeyRow(n))
    await keys.keep('c1', rows)
    expect(await keys.rows('c1')).toEqual(rows)
  })

  it('drops the keys of a Region that were not found, and those of a connection', async () => {
    await keys.keep('c1', [awsKeyRow(1), awsKeyRow(2)])
    await keys.dropOthers('c1', 'eu-central-1', [awsKeyRow(1).arn ?? ''])
    expect(await keys.rows('c1')).toEqual([awsKeyRow(1)])
    await keys.forget('c1')
    expect(await keys.rows('c1')).toEqual([])
  })

  it('is empty, and no error, where its file cannot be opened', async () => {
    fs.mkdirSync(file)
    await keys.keep('c1', [awsKeyRow(1)])
    await keys.keepMaterials('a', [material('m')])
    expect(await keys.rows('c1')).toEqual([])
    expect(await keys.materials(['a'])).toEqual(new Map())
  })

  it('keeps the keys where the history is forgotten', async () => {
    await keys.keep('c1', [awsKeyRow(1)])
    await catalog.clear('all')
    expect(await keys.rows('c1')).toEqual([awsKeyRow(1)])
  })

  it('tells of new materials: what coverage says follows them', async () => {
    const heard = vi.fn()
    catalog.onChange(heard)
    await keys.keepMaterials('a', [material('m')])
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce(), 30_000)
  })
})
