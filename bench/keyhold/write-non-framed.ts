import { createCipheriv, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { suiteOf } from '../../src/main/message/algorithm-suite.ts'
import { deriveMessageKeys } from '../../src/main/message/derive-message-keys.ts'
import { makeHeaderTag } from '../../src/main/message/header-tag.ts'
import { writeHeaderBody } from '../../src/main/message/write-header.ts'
import { benchKeyring } from './one-file.ts'

const commitmentLength = 32
const nonFramedContent = 1

/**
 * Writes a non-framed message of suite 0478, which Keyhold reads and never makes, and the JavaScript SDK does not make
 * either. FORMAT.md section 9.
 */
export async function writeNonFramed(source: string, target: string): Promise<void> {
  const suite = suiteOf('0478')
  const context = new Map<string, string>()
  const { dataKey, encryptedDataKeys } = await benchKeyring('bench').wrap({ context, dataKeyLength: 32 })
  const messageId = new Uint8Array(randomBytes(suite.messageIdLength))
  const { frameKey, commitment } = deriveMessageKeys(suite, dataKey, messageId)
  if (commitment === null) throw new Error('suite 0478 commits')
  const fields = { suite, messageId, context, encryptedDataKeys, frameLength: 1, commitment }
  const headerBody = asNonFramed(writeHeaderBody(fields))
  const tag = makeHeaderTag({ suite, frameKey, headerBody, required: context })

  const { size } = await stat(source)
  const numbers = Buffer.alloc(12)
  numbers.writeUInt32BE(1, 0)
  numbers.writeBigUInt64BE(BigInt(size), 4)
  const iv = Buffer.concat([new Uint8Array(8), numbers.subarray(0, 4)])
  const cipher = createCipheriv('aes-256-gcm', frameKey, iv, { authTagLength: 16 })
  cipher.setAAD(Buffer.concat([messageId, Buffer.from('AWSKMSEncryptionClient Single Block'), numbers]))

  const file = await open(target, 'wx')
  await file.write(Buffer.concat([headerBody, tag, iv, numbers.subarray(4)]))
  for await (const chunk of createReadStream(source, { highWaterMark: 1024 * 1024 }))
    await file.write(cipher.update(chunk))
  cipher.final()
  await file.write(cipher.getAuthTag())
  await file.close()
}

/** A header body with another content type and no frame length: the two fields stand before the commitment. */
function asNonFramed(headerBody: Uint8Array): Uint8Array {
  const changed = headerBody.slice()
  const contentType = changed.length - commitmentLength - 5
  changed[contentType] = nonFramedContent
  changed.fill(0, contentType + 1, contentType + 5)
  return changed
}
