import { createServer, type Server } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'vite'
import config from '../../../electron.vite.config.ts'

const out = path.resolve('out/gallery')

/** The policy of SECURITY.md point 6, as the app sends it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** Builds the page with the app's own configuration, and the double as one script. */
export async function buildGallery(): Promise<void> {
  const renderer = typeof config === 'object' && 'renderer' in config ? config.renderer : undefined
  await build({
    ...renderer,
    configFile: false,
    logLevel: 'error',
    root: path.resolve('src/renderer'),
    build: {
      ...renderer?.build,
      rolldownOptions: { input: path.resolve('src/renderer/index.html') },
      outDir: path.join(out, 'page'),
      emptyOutDir: true,
    },
  })
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: path.join(out, 'double'),
      emptyOutDir: true,
      lib: {
        entry: path.resolve('test/e2e/gallery/double/entry.ts'),
        formats: ['iife'],
        name: 'double',
        fileName: () => 'double.js',
      },
    },
  })
}

/** The text of the double that was built. */
export function builtDouble(): string {
  return readFileSync(path.join(out, 'double', 'double.js'), 'utf8')
}

/** Serves the built page under the app's policy on a free port of this machine. */
export async function serveGallery(): Promise<{ readonly url: string; readonly server: Server }> {
  const root = path.join(out, 'page')
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = path.join(root, name === '/' ? 'index.html' : path.normalize(name))
    if (!file.startsWith(root) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    })
    response.end(readFileSync(file))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, server }
}
