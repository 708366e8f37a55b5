import type { LeftOut } from './left-out.ts'

/** What an unpacking pass has made in its staged folder. */
export interface UnpackedTree {
  readonly files: number
  /** The tar's own top folder included, where it has one. */
  readonly folders: number
  /** Bytes of all files. */
  readonly contentBytes: number
  readonly leftOut: LeftOut
  /** The one folder that everything lies in, which becomes the result itself; null where the tar has no such folder. */
  readonly topFolder: string | null
  /** False where this disk never confirms that the names in a folder are kept. */
  readonly isFlushed: boolean
}
