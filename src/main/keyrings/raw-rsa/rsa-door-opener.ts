/**
 * Whoever holds the private half of an RSA key that doors are made for: the keystore process for the exchange key, the kit
 * process for a recovery kit. The key itself is never here.
 */
export interface RsaDoorOpener {
  /** Provider id of its doors. */
  readonly namespace: string
  /** Name of its doors: lower-case hexadecimal SHA-256 of the public key's SPKI in DER. */
  readonly fingerprint: string
  /**
   * The data key in a door's ciphertext, by OAEP with SHA-256; the caller owns and wipes it. Throws DATA_KEY_DAMAGED where
   * it does not open, and why the holder cannot be asked.
   */
  unwrap(ciphertext: Uint8Array): Promise<Uint8Array>
}
