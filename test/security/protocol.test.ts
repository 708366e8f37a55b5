import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPageHandler } from '../../src/main/shell/app-protocol.ts'
import { pageManifestName, readPageManifest } from '../../src/main/shell/page-manifest.ts'
import { contentSecurityPolicy, securityHeaders } from '../../src/main/shell/security-headers.ts'

let folder: string
let root: string
let handle: (request: Request) => Promise<Response>

const names = [
  'index.html',
  'assets/index-1.js',
  'assets/index-1.css',
  'assets/link.js',
  'linked/inner.js',
  'pipe.js',
  'folder.js',
]

const trickyParts = ['..', '.', '%2e%2e', '%2E', '%2f', '\\', '/', '//', '\0', '%00', 'index.html', 'assets']
trickyParts.push('index-1.js', 'linked', 'inner.js', 'link.js', 'unlisted.js', 'outside', 'app://vault/')
trickyParts.push('@', '?', '#', ';', '%', '~')

/** A request as the protocol layer hands it over: the address is not tidied up by the test. */
const request = (url: string, method = 'GET'): Request => ({ url, method }) as Request

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-page-'))
  root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'outside'))
  for (const name of names.slice(0, 3)) writeFileSync(join(root, name), `own ${name}`)
  writeFileSync(join(root, 'unlisted.js'), 'secret')
  writeFileSync(join(root, pageManifestName), JSON.stringify(names))
  writeFileSync(join(folder, 'outside/inner.js'), 'secret')
  symlinkSync(join(folder, 'outside/inner.js'), join(root, 'assets/link.js'))
  symlinkSync(join(folder, 'outside'), join(root, 'linked'))
  mkdirSync(join(root, 'folder.js'))
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(root, 'pipe.js')])
  handle = createPageHandler({ root, names: readPageManifest(root) })
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('point 04: app://vault/ serves the build’s files only', () => {
  it.each([
    ['app://vault/', 'own index.html', 'text/html; charset=utf-8'],
    ['app://vault/index.html', 'own index.html', 'text/html; charset=utf-8'],
    ['app://vault/#/keys', 'own index.html', 'text/html; charset=utf-8'],
    ['app://vault/assets/index-1.js', 'own assets/index-1.js', 'text/javascript; charset=utf-8'],
    ['app://vault/assets/index-1.css', 'own assets/index-1.css', 'text/css; charset=utf-8'],
  ])('point 04: %s is served', async (url, text, contentType) => {
    const response = await handle(request(url))
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(text)
    expect(response.headers.get('content-type')).toBe(contentType)
  })

  it.each([
    'app://vault/unlisted.js',
    `app://vault/${pageManifestName}`,
    'app://vault/assets/link.js',
    'app://vault/linked/inner.js',
    'app://vault/pipe.js',
    'app://vault/folder.js',
    'app://vault/assets',
    'app://vault/assets/',
    'app://vault',
    'app://vault//index.html',
    'app://vault/../index.html',
    'app://vault/assets/../index.html',
    'app://vault/assets/..%2findex.html',
    'app://vault/%2e%2e/index.html',
    'app://vault/..\\index.html',
    'app://vault/assets\\index-1.js',
    'app://vault/index.html\0',
    'app://vault/index.html%00',
    'app://vault/index.html?x=1',
    'app://vault/INDEX.HTML',
    'app://other/index.html',
    'app://vault.evil/index.html',
    'app://vault:80/index.html',
    'app://user@vault/index.html',
    'https://vault/index.html',
    'file:///etc/passwd',
    '',
  ])('point 04: %j is not found', async (url) => {
    const response = await handle(request(url))
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })

  it.each(['POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'get'])(
    'point 04: %s is not allowed',
    async (method) => {
      expect((await handle(request('app://vault/index.html', method))).status).toBe(405)
    },
  )

  it('point 04: no address made of parts of real ones and tricks gives anything but a listed file’s own bytes', async () => {
    const part = fc.constantFrom(...trickyParts)
    const address = fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(address, async (parts) => {
        const url = `app://vault/${parts.join('')}`
        const response = await handle(request(url))
        const body = await response.text()
        const wanted = url.split('#', 1)[0]?.slice('app://vault/'.length) || 'index.html'
        expect(body).toBe(response.status === 200 ? `own ${wanted}` : '')
        expect([200, 404]).toContain(response.status)
      }),
      { numRuns: 2000 },
    )
  })

  it('point 04: a list with a name that leaves the folder is refused', () => {
    for (const evil of ['../x.js', '/etc/passwd', 'a/../../x', 'a\\b', '']) {
      writeFileSync(join(folder, pageManifestName), JSON.stringify([evil]))
      expect(tryList()).toBe('refused')
    }
  })
})

function tryList(): string {
  try {
    readPageManifest(folder)
    return 'taken'
  } catch {
    return 'refused'
  }
}

describe('point 06: headers', () => {
  const directives = new Map(
    contentSecurityPolicy.split('; ').map((each) => {
      const [name = '', ...values] = each.split(' ')
      return [name, values.join(' ')]
    }),
  )

  it('point 06: the policy says exactly what is allowed', () => {
    expect(Object.fromEntries(directives)).toStrictEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self'",
      'font-src': "'self'",
      'connect-src': "'none'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    })
  })

  it('point 06: it has no unsafe source, wildcard, scheme, host or nonce', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|data:|blob:|https?:|nonce|sha\d/)
  })

  it.each(['app://vault/', 'app://vault/nothing', 'app://vault/assets/index-1.js'])(
    'point 06: every header is on the answer for %s',
    async (url) => {
      const response = await handle(request(url))
      for (const [name, value] of Object.entries(securityHeaders()))
        expect(response.headers.get(name)).toBe(value)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    },
  )

  it('point 06: every header is on a refused method too', async () => {
    const response = await handle(request('app://vault/', 'POST'))
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  })
})
