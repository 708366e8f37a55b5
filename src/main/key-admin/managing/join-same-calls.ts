type Handler = (input: never) => unknown

/**
 * The same handlers, each so that a call that is made again while it runs waits for the first one: a button that was
 * pressed twice makes no second key and no second grant. Inputs are the same where their JSON is.
 */
export function joinSameCalls<Handlers extends Readonly<Record<string, Handler>>>(
  handlers: Handlers,
): Handlers {
  const joined = Object.entries<Handler>(handlers).map(([name, handler]) => [name, joining(handler)])
  return Object.fromEntries(joined) as Handlers
}

function joining(handler: Handler): Handler {
  const underWay = new Map<string, Promise<unknown>>()
  return (input) => {
    const name = JSON.stringify(input)
    const running = underWay.get(name)
    if (running !== undefined) return running
    const run = (async () => await handler(input))().finally(() => underWay.delete(name))
    underWay.set(name, run)
    return run
  }
}
