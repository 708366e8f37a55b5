/** What jobs ask about signing in. Nothing here asks a person: connections do, and the page leads there. */
export interface SignIns {
  /**
   * Settles once a connection's credentials are worth another try, at once where they are already: a sign-in between a failed
   * call and this one is not missed. Rejects where the connection is gone, and when the signal fires.
   */
  waitUntilUsable(connectionId: string, signal: AbortSignal): Promise<void>
}

/** Nobody tells: files that wait go on when a person says so. */
export const noSignIns: SignIns = { waitUntilUsable: () => new Promise(() => {}) }
