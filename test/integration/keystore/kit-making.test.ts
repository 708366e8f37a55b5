import { describe, expect, it } from 'vitest'
import { makeKit, readSheets } from '../../../src/keystore/kit/make-kit.ts'
import { openSheets } from '../../../src/keystore/kit/open-sheets.ts'
import { readSheet, writeSheet } from '../../../src/keystore/kit/sheet-content.ts'
import { MemoryKitFiles, quickDerive, quickKitDeps } from '../../support/quick-kit.ts'

const plain = { form: 'plain', passphrase: null, threshold: null, madeFor: "mira's laptop" } as const
const shares = { form: 'shares', passphrase: null, threshold: 2, madeFor: 'x' } as const

async function made(draft: typeof plain | typeof shares, count = 1) {
  const files = new MemoryKitFiles()
  const paths = Array.from({ length: count }, (_, at) => `/here/kit-{kit}-${at + 1}.pdf`)
  const kit = await makeKit({ ...draft, paths }, quickKitDeps(files))
  return { ...kit, files, texts: readSheets(kit.savedAs, files) }
}

const codeOf = (sheets: readonly string[]) =>
  openSheets({ sheets, passphrase: null }, quickDerive).then(
    ({ kitId }) => kitId,
    ({ code, facts }: { code: string; facts: object }) => ({ code, ...facts }),
  )

describe('making a kit', () => {
  it('writes sheets that open it, under names with its id', async () => {
    const { kit, savedAs, texts } = await made(plain)
    expect(savedAs).toEqual([`/here/kit-${kit.kitId}-1.pdf`])
    expect(await codeOf(texts)).toBe(kit.kitId)
  })

  it('never writes over a file', async () => {
    const files = new MemoryKitFiles()
    files.create('/kit.pdf', Buffer.from('mine'))
    const { savedAs } = await makeKit({ ...plain, paths: ['/kit.pdf'] }, quickKitDeps(files))
    expect(savedAs).toEqual(['/kit (2).pdf'])
    expect(files.files.get('/kit.pdf')?.toString()).toBe('mine')
  })

  it('leaves no sheet behind where one cannot be written', async () => {
    const files = new MemoryKitFiles()
    files.failAt = 3
    const making = makeKit({ ...shares, paths: ['/1', '/2', '/3'] }, quickKitDeps(files))
    await expect(making).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect([...files.files.keys()]).toEqual([])
  })

  it('opens with any k of its sheets, in any order, and one twice', async () => {
    const { kit, texts } = await made(shares, 3)
    const [a = '', b = '', c = ''] = texts
    for (const sheets of [
      [a, b],
      [c, a],
      [b, c, a],
      [a, a, b],
    ])
      expect(await codeOf(sheets)).toBe(kit.kitId)
    expect(await codeOf([b, b])).toEqual({ code: 'KIT_SHEETS_TOO_FEW', threshold: 2, have: 1 })
  })

  it('tells sheets of different kits apart', async () => {
    const [one, two, single] = [await made(shares, 2), await made(shares, 2), await made(plain)]
    const [a = ''] = one.texts
    for (const other of [two.texts[1] ?? '', single.texts[0] ?? ''])
      expect(await codeOf([a, other])).toEqual({ code: 'KIT_SHEETS_MIXED' })
  })

  it('says which sheet and line is wrong', async () => {
    const { texts } = await made(shares, 2)
    const [a = '', b = ''] = texts
    const lines = b.split('\n')
    expect(await codeOf([a, lines.with(1, lines[0] ?? '').join('\n')])).toEqual({
      code: 'KIT_TEXT_INVALID',
      sheet: 2,
      line: 2,
    })
  })

  it('does not take a share with other bytes, though its checks hold', async () => {
    const { texts } = await made(shares, 2)
    const [a = '', b = ''] = texts
    const sheet = readSheet(b)
    if (sheet.form !== 'shares') throw new Error('another form')
    sheet.share.use((bytes) => (bytes[3] = (bytes[3] ?? 0) ^ 1))
    expect(await codeOf([a, writeSheet(sheet).join('\n')])).toEqual({ code: 'KIT_WRONG' })
  })

  it('does not take a secret that gives another kit', async () => {
    const sheet = readSheet((await made(plain)).texts[0] ?? '')
    const other = { ...sheet, id: Buffer.from('0000000000', 'hex') }
    expect(await codeOf([writeSheet(other).join('\n')])).toEqual({ code: 'KIT_WRONG' })
  })
})
