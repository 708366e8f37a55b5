import { lstat, readFile, realpath } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { CustomScheme } from 'electron'
import { pageOrigin, pageScheme, pageUrl } from './page-address.ts'
import { securityHeaders } from './security-headers.ts'

/**
 * The privileges of app://: an origin of its own, secure, and able to load module scripts. Never bypassCSP, corsEnabled
 * or service workers (SECURITY.md point 5). Registered before `ready`.
 */
export const pageSchemePrivileges: CustomScheme = {
  scheme: pageScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

const refuse = (status: 404 | 405) => new Response(null, { status, headers: securityHeaders() })

/** Reads a file of the page; undefined unless it is a plain file that no link on the way leads out of `root`. */
async function readOwnFile(root: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const path = join(root, name)
  try {
    if (!(await lstat(path)).isFile()) return undefined
    if ((await realpath(path)) !== join(await realpath(root), name)) return undefined
    return new Uint8Array(await readFile(path))
  } catch {
    return undefined
  }
}

/**
 * Answers requests for app://vault/. Serves exactly the files that the build listed in `names` (relative to `root`, with
 * `/`), compared as whole addresses, so that no way of writing `..` can matter (SECURITY.md point 4).
 */
export function createPageHandler(options: {
  root: string
  names: readonly string[]
}): (request: Request) => Promise<Response> {
  const files = new Map(options.names.map((name) => [`${pageOrigin}/${name}`, name]))
  if (files.has(`${pageUrl}index.html`)) files.set(pageUrl, 'index.html')

  return async (request) => {
    if (request.method !== 'GET') return refuse(405)
    const [address = ''] = request.url.split('#', 1)
    const name = files.get(address)
    const contentType = name === undefined ? undefined : contentTypes[extname(name)]
    if (name === undefined || contentType === undefined) return refuse(404)
    const body = await readOwnFile(options.root, name)
    if (body === undefined) return refuse(404)
    return new Response(body, { status: 200, headers: { ...securityHeaders(), 'Content-Type': contentType } })
  }
}
