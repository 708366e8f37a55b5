/** How the list was left, for the way back from a key's page: kept while the window is open. */
export const listMemory: {
  /** CSS pixels that were scrolled over. */
  scrollTop: number
  /** The key that was opened, by `refId`; its row has the focus when the list comes back. */
  opened: string | null
} = { scrollTop: 0, opened: null }
