/** The standard fonts that a page may use; every reader has them. */
export type PdfFont = 'regular' | 'bold' | 'mono'

const fonts: Readonly<Record<PdfFont, string>> = {
  regular: 'Helvetica',
  bold: 'Helvetica-Bold',
  mono: 'Courier',
}
const names: Readonly<Record<PdfFont, string>> = { regular: 'F1', bold: 'F2', mono: 'F3' }

/** A4 in points. */
export const pageSize = { width: 595, height: 842 } as const

/** Drawing on one page. Points, from the lower left corner. */
export class PdfPage {
  readonly #drawn: string[] = []

  text(text: string, at: { readonly x: number; readonly y: number }, font: PdfFont, size: number): void {
    this.#drawn.push(`BT /${names[font]} ${size} Tf ${at.x} ${at.y} Td (${escaped(text)}) Tj ET`)
  }

  rule(from: { readonly x: number; readonly y: number }, length: number): void {
    this.#drawn.push(`0.6 w ${from.x} ${from.y} m ${from.x + length} ${from.y} l S`)
  }

  /** Filled squares, row by row from the upper left corner; a run of them is one rectangle, so that no hairlines show. */
  squares(
    rows: readonly (readonly boolean[])[],
    at: { readonly x: number; readonly y: number },
    side: number,
  ): void {
    const step = side / rows.length
    for (const [down, row] of rows.entries())
      for (let across = 0; across < row.length; across += 1) {
        if (row[across] !== true) continue
        let end = across
        while (row[end] === true) end += 1
        const [x, y] = [at.x + across * step, at.y + side - (down + 1) * step]
        this.#drawn.push(`${fixed(x)} ${fixed(y)} ${fixed((end - across) * step)} ${fixed(step)} re`)
        across = end
      }
    this.#drawn.push('f')
  }

  /** The whole file: PDF 1.4, uncompressed, so that its text can be read back without a library. */
  finish(title: string): Uint8Array {
    const content = this.#drawn.join('\n')
    const used = (Object.keys(fonts) as PdfFont[]).map((font, index) => `/${names[font]} ${6 + index} 0 R`)
    return fileOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] ` +
        `/Resources << /Font << ${used.join(' ')} >> >> /Contents 4 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      `<< /Title (${escaped(title)}) /Producer (Keyhold) >>`,
      ...Object.values(fonts).map(
        (font) => `<< /Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding /WinAnsiEncoding >>`,
      ),
    ])
  }
}

/** The objects with their table of offsets. Every character is one byte. */
function fileOf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`
  const bytes = Buffer.alloc(file.length)
  bytes.write(file, 'latin1')
  return bytes
}

function fixed(points: number): string {
  return points.toFixed(3)
}

/** In WinAnsi, as far as it is Latin-1; what the fonts do not have is a question mark. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[^\u0020-\u007e\u00a0-\u00ff]/gu, '?')
    .replaceAll(/[\\()]/g, String.raw`\$&`)
}
