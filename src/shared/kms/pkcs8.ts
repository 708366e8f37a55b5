/** What a private key in the form PKCS #8 DER is, as its algorithm says; nothing of the key itself. */
export type Pkcs8Kind =
  | { readonly kind: 'rsa'; readonly bits: number }
  | { readonly kind: 'ec'; readonly curve: string }
  | { readonly kind: 'other'; readonly algorithm: string }

/** Object identifiers by their DER bytes in hex. */
const algorithms: Readonly<Record<string, string>> = {
  '2a864886f70d010101': 'rsa',
  '2a8648ce3d0201': 'ec',
  '2b6570': 'Ed25519',
  '608648016503040311': 'ML-DSA-44',
  '608648016503040312': 'ML-DSA-65',
  '608648016503040313': 'ML-DSA-87',
}
const curves: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
  '2b8104000a': 'SECG P-256K1',
  '2a811ccf5501822d': 'SM2',
}

const sequence = 0x30
const integer = 0x02
const octetString = 0x04
const objectIdentifier = 0x06

/**
 * Reads which kind of key PKCS #8 DER holds (RFC 5958, OneAsymmetricKey), without copying the key anywhere: Electron's
 * BoringSSL does not know every curve of KMS, and what OpenSSL reads cannot be wiped. Null where it is none.
 */
export function pkcs8KindOf(der: Uint8Array): Pkcs8Kind | null {
  const whole = element(der, 0, sequence)
  if (whole === null || whole.end !== der.length) return null
  const version = element(der, whole.start, integer)
  const algorithm = version && element(der, version.end, sequence)
  const name = algorithm && element(der, algorithm.start, objectIdentifier)
  const key = algorithm && element(der, algorithm.end, octetString)
  if (!name || !key || key.end > whole.end || key.start === key.end) return null
  const oid = hexOf(der, name)
  const known = Object.hasOwn(algorithms, oid) ? algorithms[oid] : undefined
  if (known === 'rsa') return rsaKind(der, key)
  if (known !== 'ec') return { kind: 'other', algorithm: known ?? 'unknown' }
  const curve = element(der, name.end, objectIdentifier)
  if (curve === null || curve.end > algorithm.end) return null
  const curveOid = hexOf(der, curve)
  return { kind: 'ec', curve: (Object.hasOwn(curves, curveOid) ? curves[curveOid] : undefined) ?? 'unknown' }
}

/** RFC 8017 appendix A.1.2: version, modulus, and so on. */
function rsaKind(der: Uint8Array, key: Element): Pkcs8Kind | null {
  const inner = element(der, key.start, sequence)
  if (inner === null || inner.end !== key.end) return null
  const version = element(der, inner.start, integer)
  const modulus = version && element(der, version.end, integer)
  if (!modulus) return null
  const start = der[modulus.start] === 0 ? modulus.start + 1 : modulus.start
  return { kind: 'rsa', bits: (modulus.end - start) * 8 - leadingZeros(der[start] ?? 0) }
}

const leadingZeros = (byte: number): number => Math.clz32(byte) - 24

interface Element {
  readonly start: number
  readonly end: number
}

/** The content of the element of that tag at `at`; null where there is another one, or it ends outside of the bytes. */
function element(der: Uint8Array, at: number, tag: number): Element | null {
  const first = der[at + 1]
  if (der[at] !== tag || first === undefined) return null
  if (first < 0x80) return within(der, at + 2, first)
  const count = first & 0x7f
  if (count === 0 || count > 3) return null
  let length = 0
  for (let index = 0; index < count; index++) length = length * 256 + (der[at + 2 + index] ?? 0)
  return within(der, at + 2 + count, length)
}

function within(der: Uint8Array, start: number, length: number): Element | null {
  return start + length <= der.length ? { start, end: start + length } : null
}

function hexOf(der: Uint8Array, { start, end }: Element): string {
  return [...der.subarray(start, end)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
