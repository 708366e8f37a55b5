import { createCipheriv, createSign, hkdfSync } from 'node:crypto'
import type { CipherGCMTypes, KeyObject } from 'node:crypto'
import type { SuiteId } from '../../../../../src/main/message/algorithm-suite.ts'

/** One frame as the test wants it, right or wrong, and always authentic under the message's key. */
export interface CraftedFrame {
  readonly kind: 'regular' | 'final' | 'singleBlock'
  readonly sequence: number
  readonly content: Uint8Array
  /** Default: 8 zero bytes and the sequence number. */
  readonly iv?: Uint8Array
}

/**
 * A message built by hand, apart from the product's writer, so that its reader meets what the writer never
 * makes.
 */
export interface Crafted {
  /** Default 0478. */
  readonly suite?: SuiteId
  readonly frameLength: number
  readonly frames: readonly CraftedFrame[]
  /** The byte that the message id is made of. Default 0x11. */
  readonly idByte?: number
  /** `EC(map)` as it goes into the header. */
  readonly context?: Uint8Array
  readonly commitment?: Uint8Array
  /** Version 1 alone: default zero bytes. */
  readonly tagIv?: Uint8Array
  /** Signs header and body as they are. Default: no footer. */
  readonly signingKey?: KeyObject
}

const strings = {
  regular: 'AWSKMSEncryptionClient Frame',
  final: 'AWSKMSEncryptionClient Final Frame',
  singleBlock: 'AWSKMSEncryptionClient Single Block',
}
/** Bytes of the key, and the hash of its derivation: FORMAT.md section 5, written down a second time. */
const suites: Readonly<Record<SuiteId, readonly [number, string | null]>> = {
  '0014': [16, null],
  '0046': [24, null],
  '0078': [32, null],
  '0114': [16, 'sha256'],
  '0146': [24, 'sha256'],
  '0178': [32, 'sha256'],
  '0214': [16, 'sha256'],
  '0346': [24, 'sha384'],
  '0378': [32, 'sha384'],
  '0478': [32, 'sha512'],
  '0578': [32, 'sha512'],
}

interface Keys {
  readonly version: 1 | 2
  readonly messageId: Buffer
  readonly cipher: CipherGCMTypes
  readonly frameKey: Uint8Array
  readonly commitment: Buffer
}

function keysOf(suite: SuiteId, idByte: number): Keys {
  const [keyLength, hash] = suites[suite]
  const version = suite === '0478' || suite === '0578' ? 2 : 1
  const messageId = Buffer.alloc(version === 2 ? 32 : 16, idByte)
  const dataKey = Buffer.alloc(keyLength, 7)
  const id = Buffer.from(suite, 'hex')
  const derive = (salt: Uint8Array, info: Uint8Array): Buffer =>
    hash === null ? dataKey : Buffer.from(hkdfSync(hash, dataKey, salt, info, keyLength))
  const frameKey =
    version === 2
      ? derive(messageId, Buffer.concat([id, Buffer.from('DERIVEKEY')]))
      : derive(Buffer.alloc(0), Buffer.concat([id, messageId]))
  const cipher = `aes-${keyLength * 8}-gcm` as CipherGCMTypes
  return { version, messageId, cipher, frameKey, commitment: derive(messageId, Buffer.from('COMMITKEY')) }
}

/** The bytes of a message under `keyOf(7)` of its suite's length. */
export function craftMessage(crafted: Crafted): Buffer {
  const { suite = '0478', frameLength, frames, context = new Uint8Array(0), idByte = 0x11 } = crafted
  const keys = keysOf(suite, idByte)
  const versionOne = keys.version === 1
  const body = Buffer.concat([
    Buffer.from(versionOne ? [1, 0x80] : [2]),
    Buffer.from(suite, 'hex'),
    keys.messageId,
    number(context.length, 2),
    context,
    Buffer.from('0001000170000169000163', 'hex'),
    Buffer.from([frameLength === 0 ? 1 : 2]),
    Buffer.from(versionOne ? [0, 0, 0, 0, 12] : []),
    number(frameLength, 4),
    versionOne ? Buffer.alloc(0) : (crafted.commitment ?? keys.commitment),
  ])
  const iv = crafted.tagIv ?? new Uint8Array(12)
  const { tag } = seal(keys, { iv, aad: body, content: new Uint8Array(0) })
  const header = Buffer.concat([body, ...(versionOne ? [iv] : []), tag])
  const message = Buffer.concat([header, ...frames.map((frame) => craftFrame(frame, suite, idByte))])
  if (crafted.signingKey === undefined) return message
  const signature = createSign(suite === '0214' ? 'sha256' : 'sha384')
    .update(message)
    .sign(crafted.signingKey)
  return Buffer.concat([message, number(signature.length, 2), signature])
}

/** The bytes of one frame of that message. */
export function craftFrame(frame: CraftedFrame, suite: SuiteId = '0478', idByte = 0x11): Buffer {
  const keys = keysOf(suite, idByte)
  const { kind, sequence, content, iv = Buffer.concat([Buffer.alloc(8), number(sequence, 4)]) } = frame
  const aad = Buffer.concat([
    keys.messageId,
    Buffer.from(strings[kind]),
    number(sequence, 4),
    number(content.length, 8),
  ])
  const { encrypted, tag } = seal(keys, { iv, aad, content })
  const heads = {
    regular: [number(sequence, 4), iv],
    final: [Buffer.alloc(4, 0xff), number(sequence, 4), iv, number(content.length, 4)],
    singleBlock: [iv, number(content.length, 8)],
  }
  return Buffer.concat([...heads[kind], encrypted, tag])
}

interface SealInput {
  readonly iv: Uint8Array
  readonly aad: Uint8Array
  readonly content: Uint8Array
}

function seal(keys: Keys, { iv, aad, content }: SealInput): { encrypted: Buffer; tag: Buffer } {
  const cipher = createCipheriv(keys.cipher, keys.frameKey, iv, { authTagLength: 16 })
  cipher.setAAD(aad)
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()])
  return { encrypted, tag: cipher.getAuthTag() }
}

function number(value: number, length: 2 | 4 | 8): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUIntBE(value, length === 8 ? 2 : 0, length === 8 ? 6 : length)
  return bytes
}
