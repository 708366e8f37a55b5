/** How 32 secret bytes may stand in a memory: as they are, hex in both cases, base64 in both alphabets. */
export function formsOf(bytes: Uint8Array): readonly Buffer[] {
  const held = Buffer.from(bytes)
  // The last base64 digit holds bits of the padding, so it is left out.
  const whole = Math.floor((bytes.length * 4) / 3)
  const texts = [
    held.toString('hex'),
    held.toString('hex').toUpperCase(),
    held.toString('base64').slice(0, whole),
    held.toString('base64url').slice(0, whole),
  ]
  return [held, ...texts.map((text) => Buffer.from(text, 'latin1'))]
}
