import { createCipheriv, hkdfSync } from 'node:crypto'

/** One frame as the test wants it, right or wrong, and always authentic under the message's key. */
export interface CraftedFrame {
  readonly kind: 'regular' | 'final' | 'singleBlock'
  readonly sequence: number
  readonly content: Uint8Array
  /** Default: 8 zero bytes and the sequence number. */
  readonly iv?: Uint8Array
}

/**
 * A version 2 message built by hand, apart from the product's writer, so that its reader meets what the
 * writer never makes.
 */
export interface Crafted {
  readonly frameLength: number
  readonly frames: readonly CraftedFrame[]
  /** `EC(map)` as it goes into the header. */
  readonly context?: Uint8Array
  readonly commitment?: Uint8Array
}

const strings = {
  regular: 'AWSKMSEncryptionClient Frame',
  final: 'AWSKMSEncryptionClient Final Frame',
  singleBlock: 'AWSKMSEncryptionClient Single Block',
}
const dataKey = new Uint8Array(32).fill(7)
const messageId = new Uint8Array(32).fill(0x11)
const derive = (info: string | Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha512', dataKey, messageId, info, 32))
const frameKey = derive(Buffer.from('\u0004\u0078DERIVEKEY', 'latin1'))

/** The bytes of a message under `keyOf(7)`. */
export function craftMessage(crafted: Crafted): Buffer {
  const { frameLength, frames, context = new Uint8Array(0), commitment = derive('COMMITKEY') } = crafted
  const body = Buffer.concat([
    Buffer.from([2, 4, 0x78]),
    messageId,
    number(context.length, 2),
    context,
    Buffer.from('0001000170000169000163', 'hex'),
    Buffer.from([frameLength === 0 ? 1 : 2]),
    number(frameLength, 4),
    commitment,
  ])
  const { tag } = seal(new Uint8Array(12), body, new Uint8Array(0))
  return Buffer.concat([body, tag, ...frames.map(craftFrame)])
}

/** The bytes of one frame of that message. */
export function craftFrame(frame: CraftedFrame): Buffer {
  const { kind, sequence, content, iv = Buffer.concat([Buffer.alloc(8), number(sequence, 4)]) } = frame
  const aad = Buffer.concat([
    messageId,
    Buffer.from(strings[kind]),
    number(sequence, 4),
    number(content.length, 8),
  ])
  const { encrypted, tag } = seal(iv, aad, content)
  const heads = {
    regular: [number(sequence, 4), iv],
    final: [Buffer.alloc(4, 0xff), number(sequence, 4), iv, number(content.length, 4)],
    singleBlock: [iv, number(content.length, 8)],
  }
  return Buffer.concat([...heads[kind], encrypted, tag])
}

function seal(iv: Uint8Array, aad: Uint8Array, content: Uint8Array): { encrypted: Buffer; tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', frameKey, iv, { authTagLength: 16 })
  cipher.setAAD(aad)
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()])
  return { encrypted, tag: cipher.getAuthTag() }
}

function number(value: number, length: 2 | 4 | 8): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUIntBE(value, length === 8 ? 2 : 0, length === 8 ? 6 : length)
  return bytes
}
