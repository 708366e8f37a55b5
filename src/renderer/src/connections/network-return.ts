import { useEffect } from 'react'
import { call } from '../data/call.ts'
import { useConnections } from '../data/queries.ts'

/** Reads keys again once the network is back, where a connection was without it: nobody has to press a button for that. */
export function useNetworkReturn(): void {
  const isAway = useConnections().data?.some(({ offline }) => offline) ?? false
  useEffect(() => {
    if (!isAway) return undefined
    const back = () => void call('keys.refresh', {}).catch(() => undefined)
    window.addEventListener('online', back)
    return () => window.removeEventListener('online', back)
  }, [isAway])
}
