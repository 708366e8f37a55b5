import { VaultError } from '../../../shared/vault-error.ts'
import { Secret } from '../../secret/secret.ts'
import { answersFor, isKeyArn, type KeyArn } from './key-arn.ts'
import type { KmsCallOptions, KmsCalls, KmsDataKey } from './kms-calls.ts'
import type { SlowedPace } from './pace/request-paces.ts'
import type { KmsCallScope, KmsSession } from './kms-session.ts'

/** The fields of KMS's answers that are read here. */
interface Answer {
  readonly KeyId?: string | undefined
  readonly Plaintext?: Uint8Array | undefined
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly KeyMaterialId?: string | undefined
}

/**
 * KmsCalls over the AWS SDK. Every answer must name the key that was asked for and carry a data key of the asked length
 * (SECURITY.md point 35), else KMS_ANSWER_INVALID. The SDK's own copy of a data key is wiped; the base64 string inside
 * the SDK is the one copy that cannot be (SECURITY.md, memory hygiene).
 */
export class SdkKmsCalls implements KmsCalls {
  readonly #session: KmsSession

  constructor(session: KmsSession) {
    this.#session = session
  }

  readonly slowed = (): SlowedPace | null => this.#session.slowed()

  async generateDataKey(options: KmsCallOptions & { readonly length: number }): Promise<KmsDataKey> {
    const scope = scopeOf('GenerateDataKey', options)
    const input = {
      KeyId: options.keyId,
      NumberOfBytes: options.length,
      EncryptionContext: contextOf(options),
    }
    const answer = await this.#session.call(
      scope,
      (kms, call) => kms.generateDataKey(input, call),
      wipePlaintext,
    )
    try {
      const keyArn = checkedKey(answer, scope)
      const ciphertext = checkedCiphertext(answer, scope)
      return { dataKey: checkedDataKey(answer, options.length, scope), ciphertext, ...named(answer, keyArn) }
    } finally {
      wipePlaintext(answer)
    }
  }

  async encrypt(
    options: KmsCallOptions & { readonly dataKey: Secret },
  ): Promise<Omit<KmsDataKey, 'dataKey'>> {
    const scope = scopeOf('Encrypt', options)
    const plaintext = new Uint8Array(options.dataKey.length)
    try {
      options.dataKey.use((bytes) => plaintext.set(bytes))
      const input = { KeyId: options.keyId, Plaintext: plaintext, EncryptionContext: contextOf(options) }
      const answer: Answer = await this.#session.call(scope, (kms, call) => kms.encrypt(input, call))
      return { ciphertext: checkedCiphertext(answer, scope), ...named(answer, checkedKey(answer, scope)) }
    } finally {
      plaintext.fill(0)
    }
  }

  async decrypt(
    options: KmsCallOptions & { readonly ciphertext: Uint8Array; readonly length: number },
  ): Promise<Omit<KmsDataKey, 'ciphertext'>> {
    const scope = scopeOf('Decrypt', options)
    const input = {
      KeyId: options.keyId,
      CiphertextBlob: options.ciphertext,
      EncryptionContext: contextOf(options),
    }
    const answer = await this.#session.call(scope, (kms, call) => kms.decrypt(input, call), wipePlaintext)
    try {
      const keyArn = checkedKey(answer, scope)
      return { dataKey: checkedDataKey(answer, options.length, scope), ...named(answer, keyArn) }
    } finally {
      wipePlaintext(answer)
    }
  }
}

interface CallScope extends KmsCallScope {
  readonly keyArn: string
}

function scopeOf(operation: string, options: KmsCallOptions): CallScope {
  return { operation, keyArn: options.keyId, signal: options.signal, onCall: options.onCall }
}

/** `Object.fromEntries` defines own properties, so that a context key `__proto__` reaches AWS like any other. */
function contextOf(options: KmsCallOptions): Record<string, string> {
  return Object.fromEntries(options.context)
}

function named(answer: Answer, keyArn: KeyArn): Pick<KmsDataKey, 'keyArn' | 'keyMaterialId'> {
  return { keyArn, keyMaterialId: answer.KeyMaterialId ?? null }
}

function checkedKey(answer: Answer, scope: CallScope): KeyArn {
  const answered = answer.KeyId ?? ''
  if (!isKeyArn(answered) || !answersFor(scope.keyArn, answered)) {
    throw invalid(
      'aws kms answered for another key than it was asked; the answer was not used',
      scope,
      answered,
    )
  }
  return answered
}

function checkedDataKey(answer: Answer, length: number, scope: CallScope): Secret {
  const plaintext = answer.Plaintext
  if (plaintext?.length !== length) {
    throw invalid('aws kms answered with a data key of another length; the answer was not used', scope)
  }
  return Secret.take(plaintext)
}

/** An encrypted data key's length field has 16 bits (FORMAT.md section 4); KMS's own limit is 6,144 bytes. */
function checkedCiphertext(answer: Answer, scope: CallScope): Uint8Array {
  const ciphertext = answer.CiphertextBlob
  if (ciphertext === undefined || ciphertext.length === 0 || ciphertext.length > 65_535) {
    throw invalid('aws kms answered without an encrypted data key; the answer was not used', scope)
  }
  return ciphertext
}

function invalid(message: string, scope: CallScope, answered = ''): VaultError {
  const facts = { action: `kms:${scope.operation}`, keyArn: scope.keyArn }
  return new VaultError('KMS_ANSWER_INVALID', message, {
    facts: answered === '' ? facts : { ...facts, answeredKey: answered.slice(0, 2048) },
  })
}

function wipePlaintext(answer: Answer): void {
  answer.Plaintext?.fill(0)
}
