import { keySpecs } from '../../../../shared/kms/key-specs.ts'
import type { ContextPair } from '../../../../shared/model/context-pair.ts'
import type {
  LocalKeyDraft,
  LocalKeyOrigin,
  LocalKeySpec,
  LocalKeyUsage,
} from '../../../../shared/model/local-key.ts'
import { nameText } from '../../words/wizard-text.ts'
import { soundTags } from './wizard-fields.ts'

/** What a new key of this computer is, besides its name. */
export interface LocalKind {
  readonly usage: LocalKeyUsage
  readonly spec: LocalKeySpec
  readonly origin: LocalKeyOrigin
  readonly tags: readonly ContextPair[]
}

/** What nearly everybody wants: it encrypts files, and is made here. */
export const usualKind: LocalKind = {
  usage: 'ENCRYPT_DECRYPT',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  tags: [],
}

const specs: readonly LocalKeySpec[] = [
  'SYMMETRIC_DEFAULT',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'HMAC_256',
  'HMAC_384',
  'HMAC_512',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
]

/** The kinds of key for a use, the usual one first. */
export function localSpecsFor(usage: LocalKeyUsage): readonly LocalKeySpec[] {
  return specs.filter((spec) => keySpecs[spec].usages.some((each) => each === usage))
}

/** Another use, and the kind of key that goes with it. */
export const withLocalUsage = (kind: LocalKind, usage: LocalKeyUsage): LocalKind => ({
  ...kind,
  usage,
  spec: localSpecsFor(usage)[0] ?? kind.spec,
})

/** Why it cannot be made so yet, in a sentence; null where it can. */
export function localKindObstacle({ tags }: LocalKind): string | null {
  const names = soundTags(tags).map(({ key }) => key)
  const sound = names.every((name) => name !== '' && !name.toLowerCase().startsWith('aws:'))
  return sound && new Set(names).size === names.length ? null : nameText.tagFault
}

/** The key as the keystore is asked for it. */
export function localDraftOf(
  { usage, spec, origin, tags }: LocalKind,
  named: Pick<LocalKeyDraft, 'alias' | 'description'>,
): LocalKeyDraft {
  const kept = Object.fromEntries(soundTags(tags).map(({ key, value }) => [key, value]))
  return { ...named, usage, spec, origin, tags: kept }
}
