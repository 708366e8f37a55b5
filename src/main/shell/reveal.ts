import type { Shell } from 'electron'

/**
 * Shows a job's file in the file manager, and opens nothing (SECURITY.md point 12). `pathOf` knows jobs only and throws
 * JOB_NOT_FOUND for any other id, or where there is no result.
 */
export function reveal<Choice>(
  shell: Pick<Shell, 'showItemInFolder'>,
  pathOf: (choice: Choice) => string,
  choice: Choice,
): void {
  shell.showItemInFolder(pathOf(choice))
}
