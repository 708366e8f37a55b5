import encodeQr from 'qr'
import { useMemo } from 'react'
import { namedIcon } from '../ui/named-icon.ts'

/** Light squares around the code, which readers need. */
const border = 4

/** A text as a QR code, dark on light in both colour schemes: readers want it so. */
export function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { side, path } = useMemo(() => drawn(text), [text])
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} {...namedIcon(label)} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function drawn(text: string): { readonly side: number; readonly path: string } {
  const rows = encodeQr(text, 'raw', { ecc: 'low', border })
  const squares = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { side: rows.length, path: squares.join('') }
}
