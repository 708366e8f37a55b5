import { queryClient } from './query-client.ts'

/** The catalog counts over all its files, so that a batch that runs does not make it count the whole time. */
const waitMs = 2000

let timer: ReturnType<typeof setTimeout> | undefined

/** Reads anew, in a moment, what is shown of which files depend on which keys. */
export function readCoverageSoon(): void {
  timer ??= setTimeout(() => {
    timer = undefined
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [name] }) => typeof name === 'string' && /^(?:coverage|rotation)\./.test(name),
    })
  }, waitMs)
}
