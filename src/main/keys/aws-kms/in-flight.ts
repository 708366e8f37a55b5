/** Runs `work` for every item with at most `limit` in flight; results in order. The first rejection stops new work. */
export async function withLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  let stopped = false
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (stopped) return
      try {
        results[index] = await work(item)
      } catch (error) {
        stopped = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
  return results
}
