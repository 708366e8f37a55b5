import { useEffect, useState } from 'react'

const secondsUntil = (at: string | null, now: number): number =>
  at === null ? 0 : Math.max(0, Math.ceil((new Date(at).getTime() - now) / 1000))

/** Whole seconds until a passphrase is looked at again; 0 = now. Looked at each second while there is something to wait for. */
export function useRetryWait(retryAt: string | null): number {
  const [now, setNow] = useState(() => Date.now())
  const waits = secondsUntil(retryAt, now) > 0
  useEffect(() => {
    if (retryAt === null) return
    const look = () => setNow(Date.now())
    look()
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [retryAt])
  return waits ? secondsUntil(retryAt, now) : 0
}
