import decodeQr from 'qr/decode.js'
import encodeQr from 'qr'
import { expect, test } from 'vitest'

/** Black and white pixels, `scale` for each square, as a canvas gives them. */
function pixelsOf(text: string, scale: number) {
  const rows = encodeQr(text, 'raw', { ecc: 'low', border: 4 })
  const side = rows.length * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
  return { width: side, height: side, data }
}

test('the QR code of the longest card is read back, as small as it is drawn', () => {
  // As long as one with the longest name, of letters that stand nowhere in a row.
  const letters = Array.from({ length: 818 }, (_, at) => String.fromCodePoint(97 + ((at * at + 7 * at) % 26)))
  const text = `KEYHOLD-CARD-1:${letters.join('')}`
  for (const scale of [2, 3, 5]) expect(decodeQr(pixelsOf(text, scale))).toBe(text)
})
