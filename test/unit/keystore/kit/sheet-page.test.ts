import * as fc from 'fast-check'
import encodeQr from 'qr'
import decodeQr from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { readSheetFile } from '../../../../src/keystore/kit/page/read-sheet-file.ts'
import { drawSheet } from '../../../../src/keystore/kit/page/sheet-page.ts'

describe('a sheet as a PDF', () => {
  const lines = ['4F7Q-M2XA-9KRD-TW6E', 'P83H-ZC5N-1VJB-YQ0S']
  const page = { kitId: 'KH-7Q2M7Q2M', form: 'plain', share: null, madeAt: new Date(0), lines } as const

  it('is read back as it was written, whoever it was made for', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constant('1 AAAA-AAAA-AAAA-AAAA')),
        (madeFor) => {
          expect(readSheetFile(drawSheet({ ...page, madeFor }))).toBe(lines.join('\n'))
        },
      ),
    )
  })

  it('has a table of objects whose offsets are right', () => {
    const text = Buffer.from(drawSheet({ ...page, madeFor: 'a (b) \\ c' })).toString('latin1')
    const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1])
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
      Number(offset),
    )
    expect(text.slice(start, start + 4)).toBe('xref')
    expect(offsets).toHaveLength(8)
    for (const [index, offset] of offsets.entries())
      expect(text.slice(offset)).toMatch(RegExp(`^${index + 1} 0 obj`))
    const [, length, stream = ''] = /<< \/Length (\d+) >>\nstream\n([^]*?)\nendstream/.exec(text) ?? []
    expect(stream).toHaveLength(Number(length))
    expect(text).toContain(String.raw`(for a \(b\) \\ c) Tj`)
  })

  it('has a square that says the same', () => {
    const rows = encodeQr(lines.join(' '), 'raw', { ecc: 'medium', border: 4 })
    const scale = 4
    const side = rows.length * scale
    const data = new Uint8ClampedArray(side * side * 4)
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1)
        data.fill(
          rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true ? 0 : 255,
          (y * side + x) * 4,
          (y * side + x) * 4 + 3,
        )
    expect(decodeQr({ width: side, height: side, data })).toBe(lines.join(' '))
  })

  it('is not found in any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (bytes, isPdf) => {
        const file = isPdf ? Buffer.concat([Buffer.from('%PDF-1.4\n'), bytes]) : bytes
        try {
          expect(readSheetFile(file).length).toBeLessThanOrEqual(1024)
        } catch (error) {
          expect(error).toMatchObject({ code: 'KIT_TEXT_INVALID' })
        }
      }),
    )
  })
})
