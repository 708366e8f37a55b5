import type { ComboboxStore } from '@mantine/core'
import { useCallback, useLayoutEffect } from 'react'

/**
 * Highlights the first of the options that a search has left (`shown`: their ids), and none where nothing was searched or
 * found, so that Enter picks what is seen. Answers with what tells the search field which option is highlighted; to be
 * called after the arrow keys have moved it.
 */
export function useFirstMatch(
  { resetSelectedOption, selectFirstOption, searchRef, listId }: ComboboxStore,
  search: string,
  shown: readonly string[],
): () => void {
  const tell = useCallback(() => {
    const list = listId === null ? null : document.getElementById(listId)
    const highlighted = list?.querySelector('[data-combobox-selected]')?.id
    if (highlighted === undefined) searchRef.current?.removeAttribute('aria-activedescendant')
    else searchRef.current?.setAttribute('aria-activedescendant', highlighted)
  }, [listId, searchRef])
  const matches = search === '' ? '' : shown.join('\n')
  // Only once the matches are drawn: before, the first of the old ones would be highlighted, and Enter pick another one.
  useLayoutEffect(() => {
    resetSelectedOption()
    if (matches !== '') selectFirstOption()
    tell()
  }, [matches, resetSelectedOption, selectFirstOption, tell])
  return tell
}
