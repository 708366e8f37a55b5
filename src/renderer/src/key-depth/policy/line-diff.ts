/** A line of a comparison. `before` and `after`: its number in either text, from 1; null where it is not there. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
  readonly before: number | null
  readonly after: number | null
}

/** Beyond this many pairs of lines the middle is shown as replaced as a whole, so that no policy stops the page. */
const mostPairs = 4_000_000

/**
 * What changed from one text to another, line by line: a longest common subsequence, with removed lines before the added
 * ones of the same place. Without the added lines it is `before`, without the removed ones `after`.
 */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const old = before.split('\n')
  const next = after.split('\n')
  const shorter = Math.min(old.length, next.length)
  let head = 0
  while (head < shorter && old[head] === next[head]) head += 1
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1
  const kept = pairsOf(old.slice(head, old.length - tail), next.slice(head, next.length - tail))
  const pairs: Pair[] = [
    ...Array.from({ length: head }, (_, index): Pair => [index, index]),
    ...kept.map(([a, b]): Pair => [a + head, b + head]),
    ...Array.from({ length: tail }, (_, index): Pair => [
      old.length - tail + index,
      next.length - tail + index,
    ]),
  ]
  return between(old, next, pairs)
}

/** Numbers of the same line in both texts, from 0. */
type Pair = readonly [before: number, after: number]

/** The lines that both keep, in order. */
function pairsOf(old: readonly string[], next: readonly string[]): readonly Pair[] {
  const width = next.length + 1
  if (old.length * next.length === 0 || old.length * next.length > mostPairs) return []
  const longest = new Uint32Array((old.length + 1) * width)
  const at = (a: number, b: number) => longest[a * width + b] ?? 0
  for (let a = old.length - 1; a >= 0; a -= 1) {
    for (let b = next.length - 1; b >= 0; b -= 1) {
      const same = old[a] === next[b]
      longest[a * width + b] = same ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1))
    }
  }
  const pairs: Pair[] = []
  let a = 0
  let b = 0
  while (a < old.length && b < next.length) {
    if (old[a] === next[b]) pairs.push([a++, b++])
    else if (at(a + 1, b) >= at(a, b + 1)) a += 1
    else b += 1
  }
  return pairs
}

function between(old: readonly string[], next: readonly string[], pairs: readonly Pair[]): DiffLine[] {
  const lines: DiffLine[] = []
  let a = 0
  let b = 0
  const upTo = (endA: number, endB: number) => {
    for (; a < endA; a += 1) lines.push({ kind: 'removed', text: old[a] ?? '', before: a + 1, after: null })
    for (; b < endB; b += 1) lines.push({ kind: 'added', text: next[b] ?? '', before: null, after: b + 1 })
  }
  for (const [atA, atB] of pairs) {
    upTo(atA, atB)
    lines.push({ kind: 'same', text: old[atA] ?? '', before: atA + 1, after: atB + 1 })
    a = atA + 1
    b = atB + 1
  }
  upTo(old.length, next.length)
  return lines
}
