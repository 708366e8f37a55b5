import { keyLimits } from '../../../../src/shared/kms/key-limits.ts'
import { canImport } from '../../../../src/shared/kms/key-specs.ts'
import { FakeError } from '../fake-error.ts'
import type { FakeKey } from '../fake-key.ts'
import { associateMaterial } from '../import-material.ts'
import type { Input } from '../input.ts'
import { loseMaterial } from '../key-life.ts'
import { currentMaterial } from '../fake-key.ts'
import { rotates, seconds } from '../key-metadata.ts'
import { unwrapMaterial } from '../unwrap-material.ts'
import {
  base64,
  namedKey,
  unsupported,
  type Answer,
  type FakeKeyOperation,
  type OperationScope,
} from './operation.ts'

const wrappingAlgorithms = [
  'RSAES_OAEP_SHA_1',
  'RSAES_OAEP_SHA_256',
  'RSA_AES_KEY_WRAP_SHA_1',
  'RSA_AES_KEY_WRAP_SHA_256',
] as const
const wrappingSpecs = ['RSA_2048', 'RSA_3072', 'RSA_4096'] as const
const year = keyLimits.expiryDays * 24 * 3600_000

export const importOperations = {
  GetParametersForImport: { keyFrom: namedKey, run: parametersForImport },
  ImportKeyMaterial: { keyFrom: namedKey, run: importMaterial },
  DeleteImportedKeyMaterial: { keyFrom: namedKey, run: deleteMaterial },
} as const satisfies Record<string, FakeKeyOperation>

function parametersForImport(key: FakeKey, { input, tokens, now }: OperationScope): Answer {
  requireExternal(key)
  const algorithm = input.choice('WrappingAlgorithm', wrappingAlgorithms)
  const spec = input.choice('WrappingKeySpec', wrappingSpecs)
  if (algorithm === undefined || spec === undefined) {
    throw new FakeError('ValidationException', 'WrappingAlgorithm and WrappingKeySpec must not be null')
  }
  const { token, publicKey, validTo } = tokens.create(key.arn, { algorithm, spec, now })
  return {
    KeyId: key.arn,
    ImportToken: token,
    PublicKey: base64(publicKey),
    ParametersValidTo: seconds(validTo),
  }
}

function importMaterial(key: FakeKey, { input, tokens, now }: OperationScope): Answer {
  requireExternal(key)
  const token = tokens.take(input.blob('ImportToken', { most: 6144 }), { keyArn: key.arn, now })
  const wrapped = input.blob('EncryptedKeyMaterial', { most: 6144 })
  const validTo = expiryOf(input, now)
  const type = input.choice('ImportType', ['NEW_KEY_MATERIAL', 'EXISTING_KEY_MATERIAL'])
  const wantedId = input.text('KeyMaterialId')
  if (type === 'NEW_KEY_MATERIAL' && wantedId !== undefined) {
    throw new FakeError('ValidationException', 'KeyMaterialId is not valid with NEW_KEY_MATERIAL.')
  }
  const material = associateMaterial(key, unwrapMaterial(token.algorithm, token.privateKey, wrapped), {
    type,
    wantedId,
  })
  material.validTo = validTo
  material.description = input.text('KeyMaterialDescription') ?? material.description
  return { KeyId: key.arn, ...(rotates(key) ? { KeyMaterialId: material.id } : {}) }
}

/** Null where it does not expire. The model's words: a future date, at most a year ahead. */
function expiryOf(input: Input, now: Date): Date | null {
  const model = input.choice('ExpirationModel', ['KEY_MATERIAL_EXPIRES', 'KEY_MATERIAL_DOES_NOT_EXPIRE'])
  const validTo = input.date('ValidTo')
  if (model === 'KEY_MATERIAL_DOES_NOT_EXPIRE') {
    if (validTo === undefined) return null
    throw new FakeError('ValidationException', 'ValidTo must be omitted where key material does not expire.')
  }
  const ahead = (validTo?.getTime() ?? 0) - now.getTime()
  if (validTo !== undefined && ahead > 0 && ahead <= year) return validTo
  throw new FakeError('ValidationException', 'ValidTo must be a date within the next 365 days.')
}

/** Material that waits for a rotation goes for good; what belongs to the key leaves it pending import. */
function deleteMaterial(key: FakeKey, { input }: OperationScope): Answer {
  requireExternal(key)
  const id = input.text('KeyMaterialId') ?? currentMaterial(key)?.id
  const material = key.materials.find((one) => one.id === id)
  if (material === undefined) {
    if (input.text('KeyMaterialId') === undefined) return { KeyId: key.arn }
    throw new FakeError('NotFoundException', `Key material ${id} is not associated with ${key.arn}.`)
  }
  material.bytes = null
  material.validTo = null
  if (material.pending) {
    for (const member of key.region === key.family.primaryRegion ? key.family.members : [key]) {
      const index = member.materials.findIndex((one) => one.id === id)
      if (index !== -1) member.materials.splice(index, 1)
    }
  }
  loseMaterial(key)
  return { KeyId: key.arn, ...(rotates(key) ? { KeyMaterialId: material.id } : {}) }
}

function requireExternal(key: FakeKey): void {
  if (key.origin === 'EXTERNAL' && canImport(key.spec)) return
  throw unsupported(key, `origin is ${key.origin} which is not valid for this operation.`)
}
