/**
 * Pairs of UTF-8 strings, not secret, authenticated. A Map, so that `__proto__` is an ordinary key. FORMAT.md
 * section 3.
 */
export type EncryptionContext = ReadonlyMap<string, string>
