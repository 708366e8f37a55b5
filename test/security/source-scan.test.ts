import { describe, expect, it } from 'vitest'
import { findings, sources, type SourceFile } from './support/source-files.ts'

/** The code of some folders, none of which may be empty: one that was renamed would pass every scan for ever. */
const below = (...folders: string[]): SourceFile[] =>
  folders.flatMap((folder) => {
    const inside = sources().filter(({ path }) => path.startsWith(`${folder}/`))
    expect(inside.length, folder).toBeGreaterThan(0)
    return inside
  })

/** Nothing in `files` matches, apart from what is listed with a reason. */
function expectNone(
  files: readonly SourceFile[],
  pattern: RegExp,
  allowed: Readonly<Record<string, string>> = {},
): void {
  const found = findings(files, pattern)
  expect(found.filter((finding) => allowed[finding] === undefined)).toStrictEqual([])
  // An exception that is no longer needed is taken off the list.
  expect(Object.keys(allowed).filter((finding) => !found.includes(finding))).toStrictEqual([])
}

describe('what the source never says', () => {
  it('point 02: no switch that weakens Chromium, and no switch is ever appended', () => {
    expectNone(
      sources().filter(({ path }) => path !== 'src/main/shell/launch-guard.ts'),
      /no-sandbox|disable-web-security|ignore-certificate-errors|disable-site-isolation|appendSwitch|appendArgument/,
    )
  })

  it('point 03: no page but app://vault/ is loaded: no loadFile, no file:, no development server', () => {
    expectNone(sources(), /\bloadFile\b|["'`]file:|ELECTRON_RENDERER_URL|["'`]http:\/\/(?:localhost|127)/, {
      // Where the system's browser comes back to after a sign-in (RFC 8252): our own server, never a page of ours.
      "src/main/credentials/sso/oidc-calls.ts: 'http://127": 'the address that is registered',
      'src/main/credentials/sso/redirect-server.ts: `http://127': 'the address with its port',
      "src/main/credentials/sso/redirect-server.ts: 'http://127": 'the base of a request line',
    })
    expect(findings(below('src/main', 'src/preload'), /\.loadURL\([^)]*\)/).sort()).toStrictEqual([
      'src/main/shell/app-window.ts: .loadURL(pageUrl)',
      'src/main/shell/main-window.ts: .loadURL(pageUrl)',
    ])
  })

  it('point 05: no privilege that bypasses, and one scheme', () => {
    expectNone(
      sources(),
      /bypassCSP|corsEnabled|allowServiceWorkers|registerFileProtocol|interceptFileProtocol/,
    )
  })

  it('point 07: no code from text and no HTML from text', () => {
    expectNone(
      sources(),
      /\beval\s*\(|new\s+Function\b|\bFunction\s*\(|dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/,
    )
  })

  it('point 08: no guard is taken away', () => {
    expectNone(sources(), /allowpopups|action:\s*['"]allow['"]|removeAllListeners/)
  })

  it('point 36: key bytes are never made into hex or base64', () => {
    expectNone(
      below('src/main/keys', 'src/main/keyrings', 'src/main/message', 'src/main/secret', 'src/keystore'),
      /toString\(\s*['"](?:hex|base64|base64url)['"]\s*\)|\.toHex\(|\.toBase64\(|\bbtoa\(|\.base64Slice|\.hexSlice/,
      {
        "src/keystore/people/exchange-key.ts: toString('base64')": 'the public half, in a note',
        "src/main/message/public-key-of-text.ts: toString('base64')": 'a public key, public in the header',
        "src/main/message/public-key-of-text.ts: toString('base64url')": 'the same, as JWK wants it',
        "src/main/message/signing-key.ts: toString('base64')": 'the public key of a signed message',
      },
    )
  })

  it('point 36: key bytes never pass through the shared pool', () => {
    expectNone(
      below('src/main/secret', 'src/keystore', 'src/main/keyrings', 'src/main/message'),
      /Buffer\.(?:concat|allocUnsafe)\(/,
    )
  })

  it('point 38: no crash reporter, no console, nothing printed in normal use', () => {
    expectNone(sources(), /crashReporter|\bconsole\s*\.\s*\w+/)
  })
})

/** RFC 5649 on single blocks of AES, because Electron has no cipher of that name: no message is encrypted there. */
const keyWrap = 'src/main/keys/aws-kms/import/aes-key-wrap.ts'
/** Its inverse, for material that comes to the local keystore. */
const keyUnwrap = 'src/keystore/keys/import/aes-key-unwrap.ts'
const isKeyWrap = ({ path }: { readonly path: string }) => path === keyWrap || path === keyUnwrap
const besidesKeyWrap = () => below('src/main', 'src/keystore').filter((source) => !isKeyWrap(source))

describe('point 39: ciphers', () => {
  it('point 39: createCipheriv and createDecipheriv always say authTagLength: 16', () => {
    const others = sources().filter((source) => !isKeyWrap(source))
    const calls = others.flatMap(({ path, text }) =>
      [...text.matchAll(/\bcreate(?:Cipher|Decipher)iv\(/g)].map(({ index }) => ({
        path,
        call: callText(text, index),
      })),
    )
    expect(calls.length).toBeGreaterThan(0)
    expect(calls.filter(({ call }) => !saysTagLength(call))).toStrictEqual([])
  })

  it('point 39: every algorithm named is one that BoringSSL has too', () => {
    const allowed = /^(?:aes-(?:128|192|256)-gcm|sha(?:256|384|512|1)|RSA-SHA\d+|P-(?:256|384))$/i
    const named = findings(
      besidesKeyWrap(),
      /['"`](?:aes-?\d[\w-]*|chacha20[\w-]*|des(?:-[\w-]+|3)?|rc4|blowfish[\w-]*|camellia[\w-]*|md[45]|ripemd\w*|sha-?\d[\w/-]*|blake\w+|sm[34](?:-[\w-]+)?|argon2\w*|x448|ed448|secp256k1|aes\d*-wrap\w*)['"`]/i,
    )
    const names = named.map((finding) => finding.slice(finding.indexOf(': ') + 3, -1))
    expect(named.filter((_finding, index) => !allowed.test(names[index] ?? ''))).toStrictEqual([])
    expect(new Set(names).size).toBeGreaterThan(0)
  })

  it('point 39: the AES key wrap for imports names AES-CBC, which BoringSSL has, and nothing else', () => {
    const wrap = sources().filter(({ path }) => path === keyWrap)
    const names = wrap.flatMap(({ text }) => text.match(/'aes-[^']*'/g) ?? [])
    expect(names).toStrictEqual(["'aes-192-cbc'", "'aes-256-cbc'"])
    expectNone(wrap, /\bcreateDecipheriv\(|authTagLength/)
  })

  it('point 39: the AES key unwrap for imports names AES-CBC, to open single blocks, and nothing else', () => {
    const unwrap = sources().filter(({ path }) => path === keyUnwrap)
    const names = unwrap.flatMap(({ text }) => text.match(/'aes-[^']*'/g) ?? [])
    expect(names).toStrictEqual(["'aes-256-cbc'"])
    expectNone(unwrap, /\bcreateCipheriv\(|authTagLength/)
  })

  it('point 39: no part of node:crypto is used that Electron lacks or that is not authenticated', () => {
    expectNone(
      below('src/main', 'src/keystore'),
      /\bcreateCipher\(|\bcreateDecipher\(|\bpbkdf2|\bcreateECDH\b|\bcreateDiffieHellman|Math\.random|\bargon2|\bgetCiphers\b/,
    )
  })
})

/** Whether a cipher call says `authTagLength: 16`, or a constant that is 16 wherever src defines it. */
function saysTagLength(call: string): boolean {
  const [, value = ''] = /authTagLength:\s*(\w+)/.exec(call) ?? []
  if (value === '16') return true
  const definitions =
    value === '' ? [] : findings(sources(), new RegExp(`const ${value}(?:: number)? = [^\\n]+`))
  return definitions.length > 0 && definitions.every((definition) => definition.endsWith(' = 16'))
}

/** A call from its name to its closing parenthesis. */
function callText(text: string, start: number): string {
  let depth = 0
  for (let at = text.indexOf('(', start); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    if (text[at] === ')') depth -= 1
    if (depth === 0) return text.slice(start, at + 1)
  }
  return text.slice(start)
}
