import { createSign, createVerify } from 'node:crypto'
import type { KeyObject, Sign, Verify } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { SignatureAlgorithm } from './algorithm-suite.ts'
import { join, u16 } from './bytes.ts'
import { curveOf, longestSignature } from './ecdsa-curve.ts'

/** What signs or verifies a message: its algorithm, its key, and the header, with which the signed bytes begin. */
export interface SignatureTicket {
  readonly algorithm: SignatureAlgorithm
  /** The private key of the writer, or the public key that the context of the message names. */
  readonly key: KeyObject
  /** Header body and authentication, as they are in the file. */
  readonly header: Uint8Array
}

/**
 * Signs a message while it is written: header, then every byte of the body as it goes into the file, in its order.
 * FORMAT.md section 10.
 */
export class MessageSigner {
  readonly #key: KeyObject
  readonly #sign: Sign

  constructor({ algorithm, key, header }: SignatureTicket) {
    this.#key = key
    this.#sign = createSign(curveOf(algorithm).hash)
    this.#sign.update(header)
  }

  update(bytes: Uint8Array): void {
    this.#sign.update(bytes)
  }

  /** The footer: u16 length and DER signature. Once; nothing is added after it. */
  footer(): Uint8Array {
    const signature = this.#sign.sign({ key: this.#key, dsaEncoding: 'der' })
    return join([u16(signature.length), signature])
  }
}

/** Hashes a message while it is read, and says in the end whether its signature is right. FORMAT.md section 10. */
export class MessageVerifier {
  readonly #key: KeyObject
  readonly #verify: Verify
  readonly #longest: number

  constructor({ algorithm, key, header }: SignatureTicket) {
    this.#key = key
    this.#longest = longestSignature(algorithm)
    this.#verify = createVerify(curveOf(algorithm).hash)
    this.#verify.update(header)
  }

  update(bytes: Uint8Array): void {
    this.#verify.update(bytes)
  }

  /**
   * Bytes of the footer that begins with `bytes`, or undefined where its length is not there yet. Throws
   * MESSAGE_MALFORMED for a signature longer than any of its curve, before it is asked for.
   */
  footerLength(bytes: Uint8Array): number | undefined {
    const [high = 0, low] = bytes
    if (low === undefined) return undefined
    const length = (high << 8) | low
    if (length <= this.#longest) return 2 + length
    throw new VaultError(
      'MESSAGE_MALFORMED',
      'the signature of this message is longer than any of its kind',
      {
        facts: { part: 'signature' },
      },
    )
  }

  /** Checks the signature of a whole footer. Once. Throws MESSAGE_DAMAGED. */
  check(footer: Uint8Array): void {
    if (this.#verify.verify({ key: this.#key, dsaEncoding: 'der' }, footer.subarray(2))) return
    throw new VaultError(
      'MESSAGE_DAMAGED',
      'the signature of this message is not right: it was changed after it was signed; get a fresh copy of the file',
      { facts: { part: 'signature' } },
    )
  }
}
