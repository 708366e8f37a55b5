/** The height of the rows of a long table that are not drawn. */
export function TableGap({ height }: { readonly height: number }) {
  return height <= 0 ? null : <tr className="pad" aria-hidden="true" style={{ height }} />
}
