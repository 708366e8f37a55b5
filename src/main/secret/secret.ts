import { randomFillSync } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'

/**
 * The only holder of key bytes. The bytes live in a buffer of their own (never Node's shared pool), are lent
 * out by `use` and wiped by `wipe`; printing it in any way gives `[secret]`. SECURITY.md, memory hygiene,
 * point 36.
 */
export class Secret {
  readonly #bytes: Uint8Array
  #wiped = false

  private constructor(length: number) {
    // V8 keeps a small array inside its own heap, where it is moved about and copied out for OpenSSL, and what it leaves
    // behind cannot be wiped. An ArrayBuffer made first has memory of its own from the start.
    this.#bytes = new Uint8Array(new ArrayBuffer(length))
  }

  /** Takes over key bytes: copies them and wipes the source. */
  static take(source: Uint8Array): Secret {
    const secret = new Secret(source.length)
    secret.#bytes.set(source)
    source.fill(0)
    return secret
  }

  /** `length` bytes from the system's CSPRNG. */
  static random(length: number): Secret {
    const secret = new Secret(length)
    randomFillSync(secret.#bytes)
    return secret
  }

  get length(): number {
    return this.#bytes.length
  }

  get isWiped(): boolean {
    return this.#wiped
  }

  /**
   * Lends the bytes for the time of one call. The callee must not keep them. Throws SECRET_WIPED after
   * `wipe`.
   */
  use<T>(borrow: (bytes: Uint8Array) => T): T {
    if (this.#wiped) throw new VaultError('SECRET_WIPED', 'this key was already wiped from memory')
    return borrow(this.#bytes)
  }

  /** Overwrites the bytes with zeros. May be called more than once. */
  wipe(): void {
    this.#bytes.fill(0)
    this.#wiped = true
  }

  [Symbol.dispose](): void {
    this.wipe()
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [Symbol.toPrimitive](): string {
    return '[secret]'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]'
  }
}
