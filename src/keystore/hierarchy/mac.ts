import { createHmac, timingSafeEqual, type Hmac } from 'node:crypto'
import type { Secret } from '../../main/secret/secret.ts'

/** Begins an HMAC-SHA-256 (RFC 2104) under a key. */
export function startMac(key: Secret): Hmac {
  return key.use((bytes) => createHmac('sha256', bytes))
}

/** True where both are the same whole MAC; compared in constant time. */
export function isSameMac(stored: Uint8Array, computed: Uint8Array): boolean {
  return stored.length === computed.length && timingSafeEqual(stored, computed)
}
