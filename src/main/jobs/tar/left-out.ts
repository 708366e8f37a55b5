/** Something that a folder as one file has no room for. */
export interface LeftOutEntry {
  /** Below the folder, parts joined by `/`. */
  readonly name: string
  /** `other`: a pipe, a socket or a device. `protected`: a folder of the app itself. */
  readonly kind: 'link' | 'other' | 'protected'
}

/** What was left out, so that the person knows: all of it counted, the first hundred by name. */
export interface LeftOut {
  readonly count: number
  readonly first: readonly LeftOutEntry[]
}

const namesKept = 100

/** Collects what is left out. */
export class LeftOutList implements LeftOut {
  count = 0
  readonly first: LeftOutEntry[] = []

  add(entry: LeftOutEntry): void {
    this.count++
    if (this.first.length < namesKept) this.first.push(entry)
  }
}
