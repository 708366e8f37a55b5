import { describe, expect, it } from 'vitest'
import type { CatalogRow } from '../../../../src/main/catalog/catalog.ts'
import { createHistory } from '../../../../src/main/catalog/history.ts'
import { historyPage } from '../../../../src/shared/model/history.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { fileRecord, recordedDoor, rowOf } from './records.ts'

const row = (change: Partial<CatalogRow> = {}): CatalogRow => ({ ...rowOf(1, fileRecord()), ...change })

const historyOf = (...rows: CatalogRow[]) =>
  createHistory({
    catalog: {
      list: async () => ({ rows, next: null, total: rows.length }),
      rows: async (ids) => rows.filter(({ id }) => ids.includes(id)),
      clear: async () => {},
      problem: null,
    },
    labelFolder: (folder) => folder.replace('/home/ada', '~'),
  })

const query = { before: null, find: '', limit: 10 }

describe('the history', () => {
  it('gives names and labels of folders, and no path', async () => {
    const page = await historyOf(row()).list(query)
    expect(page.entries[0]).toMatchObject({
      name: 'report.pdf',
      folder: '~',
      resultName: 'report.pdf.encrypted',
      resultFolder: '~',
      doors: [{ name: 'backups' }],
      keyMaterialIds: ['material-1'],
    })
    expect(JSON.stringify(page)).not.toContain('/home/ada')
    expect(historyPage.safeParse(page).success).toBe(true)
  })

  it('names each key material once', async () => {
    const doors = [recordedDoor(), recordedDoor(), recordedDoor({ keyMaterialId: null })]
    const page = await historyOf(row({ doors })).list(query)
    expect(page.entries[0]?.keyMaterialIds).toEqual(['material-1'])
  })

  it('has no name for a path that was forgotten', async () => {
    const page = await historyOf(row({ source: null, result: null })).list(query)
    expect(page.entries[0]).toMatchObject({ name: null, folder: null, resultName: null, resultFolder: null })
  })

  it.each([
    ['encrypt', '/home/ada/report.pdf.encrypted'],
    ['pack', '/home/ada/report.pdf.encrypted'],
    ['move', '/home/ada/report.pdf.encrypted'],
    ['open', '/home/ada/report.pdf'],
    ['unpack', '/home/ada/report.pdf'],
    ['verify', '/home/ada/report.pdf'],
  ] as const)('knows where the message of %s lies', async (action, message) => {
    expect(await historyOf(row({ action })).paths([1])).toEqual([message])
  })

  it('leaves out entries whose path was forgotten', async () => {
    const rows = [row({ id: 1, source: null, result: null }), row({ id: 2 })]
    expect(await historyOf(...rows).paths([1, 2, 3])).toEqual(['/home/ada/report.pdf.encrypted'])
  })

  it('shows the result in the file manager, or the source where there is none', async () => {
    expect(await historyOf(row()).revealTarget(1)).toBe('/home/ada/report.pdf.encrypted')
    expect(await historyOf(row({ result: null })).revealTarget(1)).toBe('/home/ada/report.pdf')
    await expect(historyOf(row({ result: null, source: null })).revealTarget(1)).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    })
    await expect(historyOf().revealTarget(1)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' })
  })

  it('says why there is nothing to see', async () => {
    const history = createHistory({
      catalog: {
        list: () => Promise.reject(new VaultError('CATALOG_UNAVAILABLE', 'no')),
        rows: async () => [],
        clear: async () => {},
        problem: null,
      },
      labelFolder: (folder) => folder,
    })
    expect(await history.list(query)).toEqual({
      entries: [],
      next: null,
      total: 0,
      problem: 'CATALOG_UNAVAILABLE',
    })
  })
})
