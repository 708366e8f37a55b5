/** What is said while AWS refuses calls for their rate (KMS.md section 5). */
export const slowedWords = (perSecond: number): string =>
  `AWS is slowing us down; continuing at ${Math.max(1, Math.round(perSecond))}/s`
