import type { StoreFiles } from './store-files.ts'

/** Removes an unfinished file. What is left carries a name that nothing opens; the next open store removes it. */
export function removeQuietly(path: string, files: StoreFiles): void {
  try {
    files.remove(path)
  } catch {
    // Untidy and harmless.
  }
}
