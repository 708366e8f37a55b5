import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { ActivityFilter } from '../../../shared/model/activity.ts'
import { call } from './call.ts'
import { queryClient } from './query-client.ts'
import { useVault } from './queries.ts'

const pageSize = 200
/** So many pages are read anew when the log grows; who has scrolled further is left where they are. */
const mostReadAgain = 3

/** Entries of the log that the filter leaves, newest first, page by page. */
export const useActivity = (filter: ActivityFilter) =>
  useInfiniteQuery({
    queryKey: ['activity.list', filter],
    queryFn: async ({ pageParam }) =>
      await call('activity.list', { filter, before: pageParam, limit: pageSize }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.number ?? null) : null),
    placeholderData: keepPreviousData,
  })

/** The last check of the whole chain. Made when the page is shown, and anew when the store is opened or closed. */
export const useActivityCheck = () => {
  const state = useVault().data?.state
  return useQuery({
    queryKey: ['activity.verify', state],
    queryFn: async () => await call('activity.verify', {}),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** Sets a log that is not whole aside and begins a new one. */
export const useBeginActivity = () =>
  useMutation({
    mutationFn: async () => await call('activity.begin', {}),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['activity.verify'] })
      void queryClient.invalidateQueries({ queryKey: ['activity.list'] })
    },
  })

/** The log grew: the newest entries are read, unless somebody is far down in it. */
export function readActivityAgain(): void {
  void queryClient.invalidateQueries({
    queryKey: ['activity.list'],
    predicate: ({ state }) => {
      const data = state.data as { readonly pages: readonly unknown[] } | undefined
      return (data?.pages.length ?? 0) <= mostReadAgain
    },
  })
}
