import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from './call.ts'

/** Entries that one page brings. */
const pageSize = 50

/** What was done to files, newest first, page by page; `find` looks in names, folders, doors and key material ids. */
export const useHistory = (find: string) =>
  useInfiniteQuery({
    queryKey: ['history.list', find],
    queryFn: async ({ pageParam }) =>
      await call('history.list', { before: pageParam, find, limit: pageSize }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
