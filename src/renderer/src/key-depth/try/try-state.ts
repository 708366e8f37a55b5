import { factsOfSpec, mostMessageBytes } from '../../../../shared/kms/key-specs.ts'
import type { ContextPair } from '../../../../shared/model/context-pair.ts'
import type { TryInput } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { refId } from '../../data/key-ref.ts'
import { count } from '../../format/bytes.ts'
import { type TryAct, tryText as words } from '../../words/try-text.ts'

/** What is entered to try a key. It is kept while the person changes from one act to another. */
export interface TryFields {
  readonly source: 'typed' | 'file'
  readonly text: string
  /** A ciphertext, Base64. */
  readonly blob: string
  readonly context: readonly ContextPair[]
  readonly toContext: readonly ContextPair[]
  /** The key that it moves to, as `refId` names it. */
  readonly to: string | null
  readonly algorithm: string
  /** A signature or MAC, Base64. */
  readonly proof: string
}

/** What can be tried with a key, by its usage and spec: the first one is where it begins. */
export function tryActs({ usage, spec }: KeyRow): readonly TryAct[] {
  const facts = factsOfSpec(spec)
  const pair = facts !== null && facts.kind !== 'symmetric' && facts.kind !== 'hmac'
  switch (usage) {
    case 'ENCRYPT_DECRYPT':
      return ['encrypt', 'decrypt', 'reEncrypt', ...(pair ? (['publicKey'] as const) : [])]
    case 'SIGN_VERIFY':
      return ['sign', 'verify', 'publicKey']
    case 'GENERATE_VERIFY_MAC':
      return ['mac', 'verifyMac']
    case 'KEY_AGREEMENT':
      return ['publicKey']
    default:
      return []
  }
}

/** The algorithms to choose from; none where the act or the key leaves no choice to make. */
export function tryAlgorithms(act: TryAct, { spec }: KeyRow): readonly string[] {
  const facts = factsOfSpec(spec)
  if (act === 'sign' || act === 'verify') return facts?.signing ?? []
  return act === 'mac' || act === 'verifyMac' ? (facts?.mac ?? []) : []
}

/** An empty form for a key. */
export const emptyTry: TryFields = {
  source: 'typed',
  text: '',
  blob: '',
  context: [],
  toContext: [],
  to: null,
  algorithm: '',
  proof: '',
}

/** Acts that begin with a ciphertext. */
export const takesBlob = (act: TryAct): boolean => act === 'decrypt' || act === 'reEncrypt'

/** Acts whose result can be written to a file in place of being shown. */
export const canSave = (act: TryAct): boolean => act !== 'verify' && act !== 'verifyMac'

/** Only a symmetric key takes an encryption context. */
export const takesContext = (act: TryAct, { spec }: KeyRow): boolean =>
  factsOfSpec(spec)?.kind === 'symmetric' && (act === 'encrypt' || takesBlob(act))

/** Most bytes of a text that the act takes in one call. */
export function mostBytes(act: TryAct, { spec }: KeyRow): number {
  if (act !== 'encrypt') return mostMessageBytes
  return Object.values(factsOfSpec(spec)?.encryption ?? {})[0] ?? mostMessageBytes
}

/** Bytes that a text is sent as. */
export const textBytes = (text: string): number => new TextEncoder().encode(text).length

/** Why the act cannot be done with what is entered; null where it can. */
export function tryObstacle(act: TryAct, fields: TryFields, row: KeyRow): string | null {
  if (act === 'publicKey') return null
  return enteredObstacle(act, fields, row) ?? besidesObstacle(act, fields)
}

function enteredObstacle(act: TryAct, fields: TryFields, row: KeyRow): string | null {
  if (fields.source === 'file') return null
  if (takesBlob(act)) {
    if (fields.blob.trim() === '') return words.needsBlob
    return isBase64(fields.blob) ? null : words.noBase64
  }
  if (fields.text === '') return words.needsText
  const most = mostBytes(act, row)
  return textBytes(fields.text) > most ? words.tooLong(count(most)) : null
}

function besidesObstacle(act: TryAct, fields: TryFields): string | null {
  if (act === 'reEncrypt') return fields.to === null ? words.needsKey : null
  if (act !== 'verify' && act !== 'verifyMac') return null
  if (fields.proof.trim() === '') return act === 'verify' ? words.needsProof : words.needsMac
  return isBase64(fields.proof) ? null : words.noBase64
}

/** Base64 with its padding, broken into lines or not. */
const isBase64 = (text: string): boolean =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/\s/g, ''))

/** Base64 without the line breaks that tools put into it. */
export const bareBase64 = (text: string): string => text.replace(/\s/g, '')

/** What the main process is given to work on. */
export function tryInputOf(act: TryAct, { source, text, blob }: TryFields): TryInput {
  if (source === 'file') return { kind: 'file' }
  return takesBlob(act) ? { kind: 'base64', base64: bareBase64(blob) } : { kind: 'text', text }
}

/** Keys that a ciphertext can move to: of this computer, or of the same connection and Region, that encrypt and are enabled. */
export const targetsOf = (row: KeyRow, keys: readonly KeyRow[]): readonly KeyRow[] =>
  keys.filter(
    (key) =>
      isNear(key, row) &&
      key.usage === 'ENCRYPT_DECRYPT' &&
      key.state === 'Enabled' &&
      key.manager !== 'AWS' &&
      refId(key.ref) !== refId(row.ref),
  )

function isNear(a: KeyRow, b: KeyRow): boolean {
  if (a.ref.service === 'local' || b.ref.service === 'local') return a.ref.service === b.ref.service
  return a.ref.connectionId === b.ref.connectionId && a.region === b.region
}
