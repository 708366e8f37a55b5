import { Secret } from '../../main/secret/secret.ts'

/**
 * A passphrase as bytes: NFKC, so that the same keys pressed on another system give the same bytes, then UTF-8. The text
 * itself is a JavaScript string that nothing can wipe; the bytes are the caller's to wipe.
 */
export function passphraseBytes(passphrase: string): Secret {
  const text = passphrase.normalize('NFKC')
  // Not Buffer.from: short ones would stand in Node's shared pool.
  const bytes = Buffer.alloc(Buffer.byteLength(text, 'utf8'))
  bytes.write(text, 'utf8')
  return Secret.take(bytes)
}
