import { describe, expect, it } from 'vitest'
import { makeKit, readSheets } from '../../../src/keystore/kit/make-kit.ts'
import { openSheets } from '../../../src/keystore/kit/open-sheets.ts'
import { readSheet, writeSheet } from '../../../src/keystore/kit/sheet-content.ts'
import { MemoryKitFiles, quickDerive, quickKitDeps } from '../../support/quick-kit.ts'

const plain = { form: 'plain', passphrase: null, threshold: null, madeFor: 'x', paths: ['/kit.pdf'] } as const
const shares = { ...plain, form: 'shares', threshold: 2, paths: ['/1', '/2', '/3'] } as const

describe('sheets that were written', () => {
  it('are read back: a kit that its own sheets do not open is none, and leaves none behind', async () => {
    const other = new MemoryKitFiles()
    await makeKit({ ...plain, paths: ['/other.pdf'] }, quickKitDeps(other))
    const files = new MemoryKitFiles()
    // A disk that gives back something else than was written: here the sheet of another kit.
    files.read = () => other.read('/other.pdf')
    const making = makeKit({ ...plain, paths: [...plain.paths] }, quickKitDeps(files))
    await expect(making).rejects.toMatchObject({ code: 'KIT_WRONG' })
    expect([...files.files.keys()]).toEqual([])
  })
})

describe('two sheets with one number', () => {
  it('that hold different shares are of different kits', async () => {
    const files = new MemoryKitFiles()
    const { savedAs } = await makeKit({ ...shares, paths: [...shares.paths] }, quickKitDeps(files))
    const [a = '', b = ''] = readSheets(savedAs, files)
    const altered = readSheet(a)
    if (altered.form !== 'shares') throw new Error('another form')
    altered.share.use((bytes) => (bytes[3] = (bytes[3] ?? 0) ^ 1))
    const twin = writeSheet(altered).join('\n')
    for (const sheets of [
      [a, twin, b],
      [twin, a, b],
    ])
      await expect(openSheets({ sheets, passphrase: null }, quickDerive)).rejects.toMatchObject({
        code: 'KIT_SHEETS_MIXED',
      })
  })
})
