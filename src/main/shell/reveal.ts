import type { Shell } from 'electron'

/**
 * Shows a file of a job or of the history in the file manager, and opens nothing (SECURITY.md point 12). `pathOf` knows
 * nothing else and throws JOB_NOT_FOUND for any other id, or where there is no result.
 */
export function reveal<Choice>(
  shell: Pick<Shell, 'showItemInFolder'>,
  pathOf: (choice: Choice) => string,
  choice: Choice,
): void {
  shell.showItemInFolder(pathOf(choice))
}
