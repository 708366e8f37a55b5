import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useRef } from 'react'

interface VirtualRowsOptions {
  readonly count: number
  /** Height of row `index` in CSS pixels; a guess where rows measure themselves. */
  readonly heightOf: (index: number) => number
  readonly keyOf: (index: number) => string
  /** Height above the first row inside the scrolled box. */
  readonly above?: number
  /** CSS pixels to begin at. */
  readonly startAt?: number
}

/**
 * The rows to draw of a long list, and the empty heights before and after them. Rows stay in the normal flow of their
 * table or list, so its roles and the reading order hold.
 */
export function useVirtualRows({ count, heightOf, keyOf, above = 0, startAt = 0 }: VirtualRowsOptions) {
  const scrollRef = useRef<HTMLElement>(null)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: heightOf,
    getItemKey: keyOf,
    overscan: 12,
    scrollMargin: above,
    initialOffset: startAt,
  })
  const items: readonly VirtualItem[] = virtualizer.getVirtualItems()
  const before = (items[0]?.start ?? above) - above
  const after = Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? above) - above))
  return { scrollRef, items, before, after, measure: virtualizer.measureElement }
}
