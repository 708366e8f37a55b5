import { expect, it } from 'vitest'
import { fromFives, toFives } from '../../../../src/keystore/kit/base32.ts'
import { readSheetFile } from '../../../../src/keystore/kit/page/read-sheet-file.ts'

it('bits behind the last byte are zero: each content has one text', () => {
  const bytes = Uint8Array.of(0xff, 0x01, 0x80)
  const values = toFives(bytes)
  expect(Buffer.from(fromFives(values, 3) ?? [])).toEqual(Buffer.from(bytes))
  expect(fromFives([...values.slice(0, -1), (values.at(-1) ?? 0) | 1], 3)).toBeUndefined()
  expect(fromFives([...values, 1], 3)).toBeUndefined()
  expect(fromFives(values.slice(1), 3)).toBeUndefined()
})

const pdf = (...numbers: readonly number[]) =>
  Buffer.from(`%PDF-1.4\n${numbers.map((at) => `( ${at} 0000-0000-0000-000${at}) Tj`).join('\n')}`)

it('the lines of a sheet are read in their order, and one that is missing or elsewhere is named', () => {
  expect(readSheetFile(pdf(1, 2, 3)).split('\n')).toHaveLength(3)
  for (const [numbers, line] of [
    [[1, 3, 2], 2],
    [[2, 3], 1],
    [[1, 1, 2], 2],
  ] as const)
    expect(() => readSheetFile(pdf(...numbers))).toThrow(
      expect.objectContaining({ code: 'KIT_TEXT_INVALID', facts: { line } }),
    )
})
