import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createPageHandler } from '../../../src/main/shell/app-protocol.ts'
import { pageOrigin } from '../../../src/main/shell/page-address.ts'
import { readPageManifest } from '../../../src/main/shell/page-manifest.ts'
import { securityHeaders } from '../../../src/main/shell/security-headers.ts'
import { projectRoot } from './source-files.ts'

/** A page as an attacker would write it, under the product's own headers. */
const hostilePage = `<!doctype html><title>hostile</title>
<script>noted.ran.push('inline script')</script>
<script src="data:text/javascript,noted.ran.push('data script')"></script>
<style>p { color: rgb(1, 2, 3) }</style>
<p style="outline-width: 7px" onclick="noted.ran.push('inline handler')">press me</p>`

/** The built page on this machine's loopback, answered by the product's own app:// handler, headers and all, and beside it `hostile.html`. */
export async function servePage(): Promise<{ origin: string; close: () => void }> {
  const root = join(projectRoot, 'out/renderer')
  const handle = createPageHandler({ root, names: readPageManifest(root) })
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === '/hostile.html') {
        response.writeHead(200, { ...securityHeaders(), 'Content-Type': 'text/html' }).end(hostilePage)
        return
      }
      const answer = await handle({ url: `${pageOrigin}${request.url}`, method: request.method } as Request)
      response.writeHead(answer.status, Object.fromEntries(answer.headers))
      response.end(Buffer.from(await answer.arrayBuffer()))
    })()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
