/** Pairs in one encryption context. Here without a schema, because the page counts them too. */
export const mostContextPairs = 64
