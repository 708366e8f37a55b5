import type { TarEntry } from './tar-entry.ts'

/**
 * Finds the one folder that everything made of a tar lies in. Such a folder becomes the result itself, under the result's
 * name; without it the result is a new folder around whatever there is.
 */
export class TopFolder {
  #name: string | null | undefined

  add({ kind, parts }: TarEntry): void {
    const [top] = parts
    const isInside = top !== undefined && (parts.length > 1 || kind === 'folder')
    if (!isInside) this.#name = null
    else if (this.#name === undefined) this.#name = top
    else if (this.#name !== top) this.#name = null
  }

  /** Null where there is none, or nothing at all. */
  get name(): string | null {
    return this.#name ?? null
  }
}
