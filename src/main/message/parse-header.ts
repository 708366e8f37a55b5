import { VaultError } from '../../shared/vault-error.ts'
import { suiteOfNumber } from './algorithm-suite.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { readU32 } from './bytes.ts'
import type { EncryptedDataKey } from './encrypted-data-key.ts'
import { parseEncryptionContext } from './encryption-context-codec.ts'
import { checkPublicKeyPresence } from './encryption-context-rules.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { ivLength, tagLength } from './frame-layout.ts'
import { zeroIv } from './header-tag.ts'
import type { MessageLimits } from './message-limits.ts'
import type { ContentType, ParsedHeader } from './parsed-header.ts'

/** Asks for its next bytes by yielding how many, and is given exactly that many. */
type Parser<T> = Generator<number, T, Uint8Array>
export type HeaderFields = Omit<ParsedHeader, 'headerBody' | 'headerLength'>

/**
 * Reads the fields of a header in their order and refuses at the first one that is wrong. FORMAT.md section 2. The
 * frame length is taken as it stands: what is held is limited where a frame is read.
 */
export function* parseHeader(limits: MessageLimits): Parser<HeaderFields> {
  const suite = yield* parseSuite()
  const messageId = yield suite.messageIdLength
  const context = yield* parseContext()
  checkPublicKeyPresence(suite, context)
  const encryptedDataKeys = yield* parseEncryptedDataKeys(limits)
  const contentType = yield* parseContentType()
  if (suite.messageVersion === 1) yield* parseVersionOneRest()
  const frameLength = yield* parseFrameLength(contentType)
  const commitment = suite.commits ? yield 32 : null
  const tagIv = suite.messageVersion === 1 ? yield ivLength : zeroIv
  const tag = yield tagLength
  const { id, messageVersion: version } = suite
  return {
    suite: id,
    version,
    messageId,
    context,
    encryptedDataKeys,
    contentType,
    frameLength,
    commitment,
    tagIv,
    tag,
  }
}

function* parseSuite(): Parser<AlgorithmSuite> {
  const version = yield* parseU8()
  if (version !== 1 && version !== 2) throw notRecognised()
  if (version === 1 && (yield* parseU8()) !== 0x80) throw notRecognised()
  const suite = suiteOfNumber(yield* parseU16())
  if (suite === undefined) throw notRecognised()
  if (suite.messageVersion !== version) {
    throw new VaultError('MESSAGE_MALFORMED', 'the algorithm suite does not fit the message version', {
      facts: { suite: suite.id, version },
    })
  }
  return suite
}

function* parseContext(): Parser<EncryptionContext> {
  return parseEncryptionContext(yield* parseU16Prefixed())
}

function* parseEncryptedDataKeys(limits: MessageLimits): Parser<readonly EncryptedDataKey[]> {
  const count = yield* parseU16()
  if (count === 0) throw malformed('it has no encrypted data key')
  const limit = limits.maxEncryptedDataKeys
  if (limit !== null && count > limit) {
    throw new VaultError(
      'MESSAGE_LIMIT_EXCEEDED',
      'this message has more encrypted data keys than are accepted',
      {
        facts: { what: 'encryptedDataKeys', count, limit },
      },
    )
  }
  const keys: EncryptedDataKey[] = []
  while (keys.length < count) {
    const providerId = yield* parseU16Prefixed()
    const providerInfo = yield* parseU16Prefixed()
    const ciphertext = yield* parseU16Prefixed()
    keys.push({ providerId, providerInfo, ciphertext })
  }
  return keys
}

function* parseContentType(): Parser<ContentType> {
  const type = yield* parseU8()
  if (type === 1) return 'nonFramed'
  if (type === 2) return 'framed'
  throw malformed('its content type is unknown')
}

/** Reserved bytes and the IV length, which version 1 alone has. */
function* parseVersionOneRest(): Parser<void> {
  if (readU32(yield 4, 0) !== 0) throw malformed('its reserved bytes are not zero')
  if ((yield* parseU8()) !== ivLength) throw malformed('its IV length is not that of its suite')
}

function* parseFrameLength(contentType: ContentType): Parser<number> {
  const frameLength = readU32(yield 4, 0)
  if ((frameLength === 0) !== (contentType === 'nonFramed')) {
    throw malformed('its frame length does not fit its content type')
  }
  return frameLength
}

function* parseU8(): Parser<number> {
  const [byte = 0] = yield 1
  return byte
}

function* parseU16(): Parser<number> {
  const [high = 0, low = 0] = yield 2
  return (high << 8) | low
}

function* parseU16Prefixed(): Parser<Uint8Array> {
  return yield yield* parseU16()
}

function notRecognised(): VaultError {
  return new VaultError('MESSAGE_NOT_RECOGNISED', 'this file is not an AWS Encryption SDK message')
}

function malformed(why: string): VaultError {
  return new VaultError('MESSAGE_MALFORMED', `the header of this message is not valid: ${why}`)
}
