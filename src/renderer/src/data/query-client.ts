import { QueryClient } from '@tanstack/react-query'

/**
 * Reads come from the main process, which is always reachable and tells the page when something changed: nothing is
 * refetched by time, focus or network.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Infinity,
      gcTime: Infinity,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
