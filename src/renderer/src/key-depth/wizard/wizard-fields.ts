import { type KeySpec, keySpecs, type KeyUsage, specsIn } from '../../../../shared/kms/key-specs.ts'
import type { Connection } from '../../../../shared/model/connection.ts'
import type { ContextPair } from '../../../../shared/model/context-pair.ts'
import type { NewKeyDraft } from '../../../../shared/model/key-page.ts'

/** What the wizard holds until the key is made; going back loses nothing of it. */
export interface WizardFields {
  readonly home: 'here' | 'aws'
  readonly connectionId: string
  readonly region: string
  readonly usage: KeyUsage
  readonly spec: KeySpec
  readonly origin: 'AWS_KMS' | 'EXTERNAL'
  readonly multiRegion: boolean
  readonly alias: string
  readonly description: string
  readonly tags: readonly ContextPair[]
  /** ARNs, one a line. */
  readonly administrators: string
  readonly users: string
  readonly accountRoot: boolean
}

/** The steps of a key in AWS, in their order. */
export const wizardSteps = ['where', 'kind', 'name', 'access', 'review'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** Where the wizard begins: a key that encrypts files, in the first Region of the first connection. */
export function firstFields(connections: readonly Connection[]): WizardFields {
  const [first] = connections
  return {
    home: 'here',
    connectionId: first?.id ?? '',
    region: first?.regions[0] ?? '',
    usage: 'ENCRYPT_DECRYPT',
    spec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    multiRegion: false,
    alias: '',
    description: '',
    tags: [],
    administrators: '',
    users: '',
    accountRoot: true,
  }
}

/** What most people want of a key for a use: fast, and known to every tool. */
const usualSpec: Readonly<Record<KeyUsage, KeySpec>> = {
  ENCRYPT_DECRYPT: 'SYMMETRIC_DEFAULT',
  SIGN_VERIFY: 'ECC_NIST_P256',
  GENERATE_VERIFY_MAC: 'HMAC_256',
  KEY_AGREEMENT: 'ECC_NIST_P256',
}

/** Specs to choose from for a use in a Region, the usual one first. */
export function specsFor(usage: KeyUsage, region: string): readonly KeySpec[] {
  const fit = specsIn(region).filter((spec) => keySpecs[spec].usages.some((each) => each === usage))
  return fit.toSorted((a, b) => Number(b === usualSpec[usage]) - Number(a === usualSpec[usage]))
}

/** The fields with another use, and the kind of key that goes with it. */
export const withUsage = (fields: WizardFields, usage: KeyUsage): WizardFields => ({
  ...fields,
  usage,
  spec: usualSpec[usage],
})

/** The fields in another connection: its first Region, unless it has the chosen one too. */
export function withConnection(fields: WizardFields, connection: Connection): WizardFields {
  const region = connection.regions.includes(fields.region) ? fields.region : (connection.regions[0] ?? '')
  return withRegion({ ...fields, connectionId: connection.id }, region)
}

/** The fields in another Region; a kind of key that it does not offer gives way to the usual one. */
export function withRegion(fields: WizardFields, region: string): WizardFields {
  const spec = specsFor(fields.usage, region).includes(fields.spec) ? fields.spec : usualSpec[fields.usage]
  return { ...fields, region, spec }
}

/** The lines of a field of ARNs, without empty ones and each once. */
export const arnsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\n,;]/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** The key as AWS is asked for it. */
export function keyDraftOf(fields: WizardFields): NewKeyDraft {
  const { connectionId, region, usage, spec, origin, multiRegion, accountRoot } = fields
  return {
    connectionId,
    region,
    usage,
    spec,
    origin,
    multiRegion,
    accountRoot,
    alias: aliasIn(fields) === '' ? null : aliasIn(fields),
    description: fields.description.trim(),
    tags: Object.fromEntries(soundTags(fields.tags).map(({ key, value }) => [key, value])),
    administrators: [...arnsIn(fields.administrators)],
    users: [...arnsIn(fields.users)],
  }
}

/** The alias without the `alias/` that people paste with it. */
export const aliasIn = ({ alias }: WizardFields): string => alias.trim().replace(/^alias\//, '')

/** Tags that are written; an empty line is none. */
export const soundTags = (tags: readonly ContextPair[]): readonly ContextPair[] =>
  tags
    .map(({ key, value }) => ({ key: key.trim(), value }))
    .filter(({ key, value }) => key !== '' || value !== '')
