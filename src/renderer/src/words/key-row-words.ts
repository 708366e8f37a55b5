import type { KeyRow } from '../../../shared/model/key.ts'
import { until } from '../format/dates.ts'
import { shortened } from '../format/lists.ts'

/** The name a key goes by: its alias, else its id shortened. */
export const keyName = (key: KeyRow): string => key.alias ?? shortened(key.keyId, 8, 4)

/** Where a key is: `This computer`, `AWS eu-central-1`. */
export const keyPlace = (key: KeyRow): string =>
  key.ref.service === 'local' ? 'This computer' : `AWS ${key.region ?? ''}`.trim()

const uses: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT: 'Encrypts',
  SIGN_VERIFY: 'Signs',
  GENERATE_VERIFY_MAC: 'Makes MACs',
  KEY_AGREEMENT: 'Agrees on secrets',
}

const usesInWords: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT: 'Encrypts and decrypts',
  SIGN_VERIFY: 'Signs and verifies',
  GENERATE_VERIFY_MAC: 'Makes and checks MACs',
  KEY_AGREEMENT: 'Agrees on shared secrets',
}

/** What a key does, in a sentence's words. */
export const keyUseInWords = (key: KeyRow): string =>
  key.usage === null ? 'Not told' : (usesInWords[key.usage] ?? key.usage)

/** What a key does, in a word. */
export const keyUse = (key: KeyRow): string =>
  key.usage === null ? 'Not told' : (uses[key.usage] ?? key.usage)

const specs: ReadonlyMap<string, string> = new Map([
  ['SYMMETRIC_DEFAULT', 'AES-256'],
  ['ECC_NIST_P256', 'ECC P-256'],
  ['ECC_NIST_P384', 'ECC P-384'],
  ['ECC_NIST_P521', 'ECC P-521'],
  ['ECC_SECG_P256K1', 'ECC P-256K1'],
  ['ECC_NIST_EDWARDS25519', 'Ed25519'],
])

/** A key spec in plain words: `AES-256` for SYMMETRIC_DEFAULT, `RSA-2048`, `ECC P-384`. */
export const keySpec = (key: KeyRow): string =>
  key.spec === null ? 'Not told' : (specs.get(key.spec) ?? key.spec.replaceAll('_', '-'))

/** A state chip: its words and tone. Enabled is quiet on purpose: only exceptions stand out. */
export interface StateWords {
  readonly words: string
  readonly tone: 'quiet' | 'neutral' | 'amber' | 'red'
}

/** The words for a key's state, seen from `now`. */
export function stateWords(key: KeyRow, now: Date): StateWords {
  switch (key.state) {
    case 'Enabled':
      return { words: 'Enabled', tone: 'quiet' }
    case 'Disabled':
      return { words: 'Disabled', tone: 'neutral' }
    case 'PendingDeletion':
    case 'PendingReplicaDeletion':
      return {
        words: deletionWords(key, now),
        tone: 'red',
      }
    case 'PendingImport':
      return { words: 'Needs key material', tone: 'amber' }
    case 'Unavailable':
      return { words: 'Unavailable', tone: 'amber' }
    case 'Creating':
      return { words: 'Being made', tone: 'neutral' }
    case 'Updating':
      return { words: 'Being changed', tone: 'neutral' }
    case null:
      return { words: 'Not told', tone: 'neutral' }
    default:
      return { words: key.state, tone: 'neutral' }
  }
}

/** A key of this computer is deleted by a person's word alone, once its wait is over. */
function deletionWords({ ref, deletable, deletionDate }: KeyRow, now: Date): string {
  if (deletable === true) return 'Waits for you'
  if (deletionDate === null) return 'Being deleted'
  return `${ref.service === 'local' ? 'Deletable' : 'Deleted'} ${until(deletionDate, now)}`
}

/** Why a key cannot be picked to encrypt files to; null where it can. */
export function cannotEncrypt(key: KeyRow): string | null {
  if (key.canEncrypt) return null
  if (key.manager === 'AWS') return 'AWS manages this key for its own services.'
  if (key.usage !== null && key.usage !== 'ENCRYPT_DECRYPT') return 'This key does not encrypt.'
  if (key.spec !== null && key.spec !== 'SYMMETRIC_DEFAULT') return 'Files need a symmetric key.'
  return key.state === 'Enabled'
    ? 'AWS did not say what this key may do.'
    : 'Its state does not allow it now.'
}
