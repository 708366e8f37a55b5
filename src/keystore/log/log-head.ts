import { deriveSecret } from '../hierarchy/derive.ts'
import { encodeFields } from '../hierarchy/encode-fields.ts'
import { isSameMac, startMac } from '../hierarchy/mac.ts'
import type { Secret } from '../../main/secret/secret.ts'

/** An entry by its number and its hash; number 0 stands for the log's beginning. */
export interface LogPoint {
  readonly number: number
  readonly hash: Uint8Array
}

/** A point of a log that a store vouches for. */
export interface VouchedPoint extends LogPoint {
  readonly logId: string
  readonly storeId: string
}

const noSalt = Buffer.alloc(0)
const headKeyInfo = Buffer.from('keyhold activity head v1', 'utf8')

/** The key that vouches for the log's head; only an open store can derive it. The caller wipes it. */
export function deriveHeadKey(storeKey: Secret): Secret {
  return deriveSecret({ from: storeKey, salt: noSalt, info: headKeyInfo })
}

/** HMAC-SHA-256 over the fields "keyhold activity head", 1, store id, log id, number and hash of the entry. */
export function headMac(key: Secret, point: VouchedPoint): Buffer {
  return startMac(key)
    .update(
      encodeFields([
        'keyhold activity head',
        1,
        point.storeId,
        point.logId,
        point.number,
        Buffer.from(point.hash),
      ]),
    )
    .digest()
}

export function headMacHolds(key: Secret, point: VouchedPoint, mac: Uint8Array): boolean {
  return isSameMac(mac, headMac(key, point))
}
