const keyBits: Readonly<Record<string, number>> = { '14': 128, '46': 192, '78': 256 }

/**
 * What a suite protects with, in words: `AES-256 with key commitment, signed`. The suite is four hexadecimal digits,
 * whose last two tell the key's length and whose second tells the rest. FORMAT.md section 4.
 */
export function suiteWords(suite: string): string {
  const bits = keyBits[suite.slice(2)]
  const cipher = bits === undefined ? 'AES' : `AES-${bits}`
  const commits = /^0[45]78$/.test(suite)
  const signed = /^(0214|0346|0378|0578)$/.test(suite)
  return `${cipher} ${commits ? 'with' : 'without'} key commitment${signed ? ', signed' : ''}`
}
