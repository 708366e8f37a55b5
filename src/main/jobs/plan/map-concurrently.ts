/** Like `Promise.all` over `map`, with at most `limit` under way at once; results keep their order. */
export async function mapConcurrently<In, Out>(
  inputs: readonly In[],
  limit: number,
  map: (input: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = []
  const entries = inputs.entries()
  // Every lane takes the next input from the one iterator, so none is done twice.
  const lane = async (): Promise<void> => {
    for (const [index, input] of entries) results[index] = await map(input)
  }
  await Promise.all(Array.from({ length: Math.min(limit, inputs.length) }, lane))
  return results
}
