import type { Protocol } from '../surface/session.ts'

type Handler = Parameters<Protocol['handle']>[1]

const handlers = new Map<string, Handler>()

/** Chromium does not know the app's schemes, so their addresses travel as `https://<host>.<scheme>.invalid/`. */
export const protocol: Protocol = {
  handle: (scheme, handler) => void handlers.set(scheme, handler),
  unhandle: (scheme) => void handlers.delete(scheme),
  isProtocolHandled: (scheme) => handlers.has(scheme),
  registerSchemesAsPrivileged: () => undefined,
}

const schemeOf = (url: string) => /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? ''

/** The handler of an address's scheme. */
export function handlerFor(url: string): Handler | undefined {
  return handlers.get(schemeOf(url))
}

/** The address under which Chromium loads `url`: itself, unless the app handles its scheme. */
export function toChromium(url: string): string {
  const scheme = schemeOf(url)
  if (!handlers.has(scheme)) return url
  const { hostname, pathname, search, hash } = new URL(url.replace(/^[^:]+:/, 'https:'))
  return `https://${hostname}.${scheme}.invalid${pathname}${search}${hash}`
}

/** The app's own form of an address that Chromium names. */
export function fromChromium(url: string): string {
  const [, host, scheme = '', rest = '/'] =
    /^https:\/\/([^/]*)\.([a-z][a-z0-9+-]*)\.invalid(\/.*)?$/.exec(url) ?? []
  return handlers.has(scheme) ? `${scheme}://${host}${rest}` : url
}
