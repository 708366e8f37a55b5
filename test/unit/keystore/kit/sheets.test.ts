import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kitIdOf } from '../../../../src/keystore/kit/kit-keys.ts'
import { makeSheets, type SheetsDraft } from '../../../../src/keystore/kit/make-sheets.ts'
import { readSheet, writeSheet, type Sheet } from '../../../../src/keystore/kit/sheet-content.ts'
import { writeLines } from '../../../../src/keystore/kit/sheet-lines.ts'
import { openPassphraseSheet } from '../../../../src/keystore/kit/sheet-passphrase.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { quickDerive } from '../../../support/quick-kit.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const id = Buffer.from('0102030405', 'hex')
const plain = { form: 'plain', passphrase: null, threshold: null, sheets: 1 } as const
const sealed = { form: 'passphrase', passphrase: 'four words or more', threshold: null, sheets: 1 } as const
const shares = { form: 'shares', passphrase: null, threshold: 3, sheets: 5 } as const

async function linesOf(draft: SheetsDraft, secret: Uint8Array = randomBytes(32)): Promise<string[][]> {
  const sheets = await makeSheets(Secret.take(Uint8Array.from(secret)), id, {
    draft,
    random: randomBytes,
    derive: quickDerive,
  })
  return sheets.map((sheet) => [...writeSheet(sheet)])
}

const only = async (draft: SheetsDraft): Promise<string[]> => (await linesOf(draft))[0] ?? []

function faultOf(text: string): { code: unknown; line: unknown } | Sheet {
  try {
    return readSheet(text)
  } catch (error) {
    const { code, facts } = error as { code: unknown; facts: { line?: unknown } }
    return { code, line: facts.line }
  }
}

const hexOf = (secret: Secret): string => secret.use((bytes) => Buffer.from(bytes).toString('hex'))

describe('a sheet of a kit', () => {
  it.each([
    [plain, 5],
    [sealed, 9],
    [shares, 6],
  ])('has lines of four groups: $form', async (draft, count) => {
    const lines = await only(draft)
    expect(lines).toHaveLength(count)
    for (const line of lines) expect(line).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  it('gives back what was written, however it is typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        fc.constantFrom('', ' ', '-', ' \u2013 '),
        fc.constantFrom(
          (text: string) => text,
          (text: string) => text.toLowerCase(),
          (text: string) => text.replaceAll('0', 'o').replaceAll('1', 'l'),
          (text: string) => text.replaceAll('0', 'O').replaceAll('1', 'I'),
        ),
        fc.constantFrom<(line: string, at: number) => string>(
          (line) => line,
          (line, at) => `${at + 1} ${line}`,
          (line, at) => ` ${at + 1}. ${line} `,
        ),
        async (...[secret, newline, dash, typed, numbered]) => {
          const [lines = []] = await linesOf(plain, secret)
          const text = typed(lines.map((line) => line.replaceAll('-', dash)).join(newline))
          const sheet = readSheet(text.split(newline).map(numbered).join(newline))
          expect(sheet.form === 'plain' && hexOf(sheet.secret)).toBe(Buffer.from(secret).toString('hex'))
          expect(kitIdOf(sheet.id)).toBe(kitIdOf(id))
        },
      ),
    )
  })

  it('of a later form is told as one, not as a wrong letter', () => {
    const text = writeLines(Buffer.from([0x21, ...randomBytes(41)])).join('\n')
    expect(() => readSheet(text)).toThrow(
      expect.objectContaining({ code: 'KIT_TEXT_INVALID', facts: { version: 2 } }),
    )
  })

  it.each([
    [16, 'shares'],
    [17, 'KIT_TEXT_INVALID'],
  ])('is one of 16 shares at most: %i', (sheets, read) => {
    const share = Secret.take(Uint8Array.from(randomBytes(33)))
    const text = writeSheet({ form: 'shares', id, threshold: 2, sheets, index: 1, share }).join('\n')
    const sheet = faultOf(text)
    expect('form' in sheet ? sheet.form : sheet.code).toBe(read)
  })

  it('may come as one line, as a QR code gives it, and with its id above', async () => {
    const lines = await only(shares)
    expect(readSheet(lines.join(' ')).form).toBe('shares')
    expect(readSheet(`KH-${letters.slice(0, 8)}\n${lines.join('\n')}`).form).toBe('shares')
  })

  it.each([plain, sealed, shares])('names the line of every single wrong letter: $form', async (draft) => {
    const lines = await only(draft)
    for (const [index, line] of lines.entries())
      for (const [at, letter] of [...line].entries()) {
        if (letter === '-') continue
        for (const other of `${letters}U!`) {
          if (other === letter) continue
          const wrong = lines.with(index, line.slice(0, at) + other + line.slice(at + 1))
          expect(faultOf(wrong.join('\n'))).toEqual({ code: 'KIT_TEXT_INVALID', line: index + 1 })
        }
      }
  })

  it('names the line where a letter is missing or one too many', async () => {
    const lines = await only(plain)
    for (const [index, line] of lines.entries()) {
      expect(faultOf(lines.with(index, line.slice(1)).join('\n'))).toMatchObject({ line: index + 1 })
      expect(faultOf(lines.with(index, `${line}7`).join('\n'))).toMatchObject({ code: 'KIT_TEXT_INVALID' })
    }
  })

  it('finds lines that changed places, and neighbours in a line', async () => {
    const lines = await only(sealed)
    for (let a = 0; a < lines.length; a += 1)
      for (let b = a + 1; b < lines.length; b += 1) {
        const swapped = lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '')
        expect(faultOf(swapped.join('\n'))).toEqual({ code: 'KIT_TEXT_INVALID', line: a + 1 })
      }
    const [first = ''] = lines
    const turned = first.replace(/^(.)(.)/, '$2$1')
    if (turned !== first) expect(faultOf(lines.with(0, turned).join('\n'))).toMatchObject({ line: 1 })
  })

  it('finds a line of another sheet that is right by itself', async () => {
    const [mine, other] = [await only(plain), await only(plain)]
    for (let index = 1; index < mine.length; index += 1)
      expect(faultOf(mine.with(index, other[index] ?? '').join('\n'))).toMatchObject({
        code: 'KIT_TEXT_INVALID',
      })
  })

  it('says which line is missing', async () => {
    const lines = await only(plain)
    expect(faultOf(lines.slice(0, 3).join('\n'))).toEqual({ code: 'KIT_TEXT_INVALID', line: 4 })
    expect(faultOf('')).toMatchObject({ code: 'KIT_TEXT_INVALID' })
  })

  it('never takes any other text, and never fails in another way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(faultOf(text)).toMatchObject({ code: 'KIT_TEXT_INVALID' })
      }),
    )
  })

  it('opens with its passphrase alone', async () => {
    const secret = randomBytes(32)
    const [lines = []] = await linesOf(sealed, secret)
    const sheet = readSheet(lines.join('\n'))
    if (sheet.form !== 'passphrase') throw new Error('another form')
    expect(2 ** sheet.logN).toBeGreaterThanOrEqual(2 ** 17)
    expect(hexOf(await openPassphraseSheet(sheet, sealed.passphrase, quickDerive))).toBe(
      secret.toString('hex'),
    )
    for (const passphrase of ['four words or mor', null])
      await expect(openPassphraseSheet(sheet, passphrase, quickDerive)).rejects.toMatchObject({
        code: 'KIT_PASSPHRASE_WRONG',
      })
  })

  it.each([16, 22, 255])('runs no scrypt with a N of 2^%i', async (logN) => {
    const [lines = []] = await linesOf(sealed)
    const sheet = readSheet(lines.join('\n'))
    if (sheet.form !== 'passphrase') throw new Error('another form')
    await expect(openPassphraseSheet({ ...sheet, logN }, 'x', quickDerive)).rejects.toMatchObject({
      code: 'KIT_TEXT_INVALID',
    })
  })
})
