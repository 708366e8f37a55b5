/** Pixels of the longer side that a picture is brought down to: a square is still read, and a large photo stays quick. */
const longestSide = 1600

/**
 * The text of the QR code in a picture; null where none is found. The picture is drawn on a canvas in the page, which
 * needs no address for it, so that the policy needs no exception.
 */
export async function readQr(picture: Blob): Promise<string | null> {
  const { decodeQR } = await import('qr/decode.js')
  try {
    const bitmap = await createImageBitmap(picture)
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const drawing = new OffscreenCanvas(width, height).getContext('2d')
    if (drawing === null) return null
    // A transparent ground would be read as black.
    drawing.fillStyle = '#fff'
    drawing.fillRect(0, 0, width, height)
    drawing.drawImage(bitmap, 0, 0, width, height)
    bitmap.close()
    return decodeQR(
      { width, height, data: drawing.getImageData(0, 0, width, height).data },
      { timeLimit: 2000 },
    )
  } catch {
    return null
  }
}
