import { type RefObject, useEffect } from 'react'

/**
 * A click anywhere in a row of `box` is one on the row's `.key-open`, which the keyboard and a screen reader use. Text
 * that was just selected stays selected.
 */
export function useRowClicks(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const table = box.current
    const clicked = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest('button') !== null) return
      if (globalThis.getSelection()?.type === 'Range') return
      target.closest('tr')?.querySelector<HTMLElement>('.key-open')?.click()
    }
    table?.addEventListener('click', clicked)
    return () => table?.removeEventListener('click', clicked)
  }, [box])
}
