import { checkExchangeKey, type ExchangePublicKey } from '../../keystore/people/exchange-public-key.ts'
import { checkKeyName } from '../../shared/key-name.ts'
import { VaultError } from '../../shared/vault-error.ts'

/** What a card says: somebody's name, and the public half of their keystore's exchange key. */
export interface Card extends ExchangePublicKey {
  readonly name: string
}

/** Most characters of a card: far above the longest that is written. */
export const longestCard = 4096

const first = 'KEYHOLD-CARD-1'
const parts = /^KEYHOLD-CARD-1:([0-9a-f]{64}):([A-Za-z0-9_-]{1,400}):([A-Za-z0-9_-]{1,1400})$/

/**
 * A card as one line of ASCII: `KEYHOLD-CARD-1:<fingerprint>:<name>:<public key>`, the name as UTF-8 and the SPKI in DER,
 * both base64url without padding. docs/keystore.md, "The card". The name is not vouched for by anything.
 */
export function cardText({ name, publicKey, fingerprint }: Card): string {
  return [first, fingerprint, base64url(new TextEncoder().encode(name)), base64url(publicKey)].join(':')
}

/**
 * Reads a card out of a file or a QR code; white space around it does not count. Each card has exactly one text. Throws
 * CARD_INVALID for anything else, and where the key is not one that it may be or does not have the fingerprint.
 */
export function parseCard(text: string): Card {
  const line = text.length > longestCard ? '' : text.trim()
  const [, fingerprint, nameText, keyText] = parts.exec(line) ?? []
  if (fingerprint === undefined || nameText === undefined || keyText === undefined)
    throw new VaultError('CARD_INVALID', 'this is not the card of a colleague')
  const key = checkExchangeKey(new Uint8Array(Buffer.from(keyText, 'base64url')))
  if (key.fingerprint !== fingerprint)
    throw new VaultError('CARD_INVALID', 'the fingerprint of this card is not the one of its key')
  const card = { name: nameOf(nameText), ...key }
  // Another spelling of the same bytes: base64 has some, and so have names.
  if (cardText(card) !== line)
    throw new VaultError('CARD_INVALID', 'this card is not written as it has to be')
  return card
}

function nameOf(text: string): string {
  const { name, fault } = checkKeyName(utf8Of(Buffer.from(text, 'base64url')))
  if (fault !== null) throw new VaultError('CARD_INVALID', 'the name on this card cannot be shown')
  return name
}

function utf8Of(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new VaultError('CARD_INVALID', 'the name on this card is no text', { cause })
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
