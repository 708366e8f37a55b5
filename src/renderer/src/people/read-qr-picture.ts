import decodeQr from 'qr/decode.js'

/** Longest side in pixels that a picture is looked at with: a code of a card needs no more, and a photograph has many. */
const longestSide = 1600

/** What a QR code in a picture says; null where none is found. The picture is read in the page and goes nowhere. */
export async function readQrPicture(file: Blob): Promise<string | null> {
  const pixels = await pixelsOf(file)
  if (pixels === null) return null
  try {
    return decodeQr(pixels)
  } catch {
    return null
  }
}

async function pixelsOf(file: Blob): Promise<ImageData | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  try {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const width = Math.max(1, Math.round(picture.width * scale))
    const height = Math.max(1, Math.round(picture.height * scale))
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (context === null) return null
    context.drawImage(picture, 0, 0, width, height)
    return context.getImageData(0, 0, width, height)
  } finally {
    picture.close()
  }
}
