import type { DiffLine } from './line-diff.ts'

/** Changed lines with some of what stands around them. `skipped`: unchanged lines left out before it. */
export interface DiffHunk {
  readonly skipped: number
  readonly lines: readonly DiffLine[]
}

/** The parts of a comparison that hold a change, each with up to `around` unchanged lines before and after. */
export function diffHunks(lines: readonly DiffLine[], around = 3): readonly DiffHunk[] {
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'),
  )
  const hunks: { skipped: number; lines: DiffLine[] }[] = []
  let skipped = 0
  lines.forEach((line, index) => {
    if (shown[index] !== true) {
      skipped += 1
      return
    }
    if (skipped > 0 || hunks.length === 0) hunks.push({ skipped, lines: [] })
    skipped = 0
    hunks.at(-1)?.lines.push(line)
  })
  return hunks
}

/** How many lines are new and how many are gone. */
export function diffCount(lines: readonly DiffLine[]): { readonly added: number; readonly removed: number } {
  const amount = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length
  return { added: amount('added'), removed: amount('removed') }
}
