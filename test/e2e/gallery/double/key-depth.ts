import { summarizePolicy, readPolicy } from '../../../../src/main/keys/aws-kms/policy/summarize-policy.ts'
import { draftPolicy } from '../../../../src/main/keys/aws-kms/policy/draft-policy.ts'
import type { KeyGrant, KeyPolicy, NewKeyDraft, TryResult } from '../../../../src/shared/model/key-page.ts'
import type { AwsKeyRef, KeyRef, KeyRow } from '../../../../src/shared/model/key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { AnswersOf } from './answers.ts'
import { awsKeyRow, material, minutesAgo } from './data.ts'
import { ask, awsRef, changeRow, rowIn, type World } from './world.ts'

const scope = { account: '111122223333', partition: 'aws' }

type KeyDepthAnswers = AnswersOf<'try'> &
  Pick<
    AnswersOf<'key' | 'manage'>,
    | 'key.policy'
    | 'key.grants'
    | 'key.readPolicy'
    | 'key.draftPolicy'
    | 'manage.create'
    | 'manage.putPolicy'
    | 'manage.createGrant'
    | 'manage.retireGrant'
    | 'manage.revokeGrant'
    | 'manage.importMaterial'
    | 'manage.deleteMaterial'
  >

/**
 * What is changed in depth: policies are read by the app's own reader, so that words and lines are true. `before`: what
 * policies and grants are until they are changed.
 */
export function keyDepthAnswers(world: World, before: Omit<AnswersOf<'key'>, 'key.rules'>): KeyDepthAnswers {
  return {
    ...policyAnswers(world, before['key.policy']),
    ...grantAnswers(world, before['key.grants']),
    ...materialAnswers(world),
    ...tryAnswers(world),
    'manage.create': (draft) => make(world, draft),
  }
}

function policyAnswers(
  world: World,
  before: AnswersOf<'key'>['key.policy'],
): Pick<KeyDepthAnswers, 'key.policy' | 'key.readPolicy' | 'key.draftPolicy' | 'manage.putPolicy'> {
  const saved = new Map<string, string>()
  return {
    'key.policy': ({ ref }) =>
      rowIn(world, ref).manager === 'AWS'
        ? awsManagedPolicy()
        : summarizePolicy(saved.get(nameOf(ref)) ?? before({ ref }).document, scope),
    'key.readPolicy': ({ document }) => readPolicy(document, scope),
    'key.draftPolicy': (draft) => draftPolicy(draft, scope),
    'manage.putPolicy': ({ ref, document }): KeyPolicy => {
      ask(world, 'kms:PutKeyPolicy', ref)
      const policy = summarizePolicy(document, scope)
      if (policy.mayChangePolicy.length === 0) {
        throw new VaultError('POLICY_LOCKS_OUT', 'no statement lets somebody change the policy')
      }
      saved.set(nameOf(ref), document)
      return policy
    },
  }
}

/** As AWS writes it for the keys that it manages: everybody of this account, through the service alone. */
function awsManagedPolicy(): KeyPolicy {
  const through = {
    StringEquals: { 'kms:CallerAccount': scope.account, 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
  }
  const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:CreateGrant']
  const everybody = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: use,
    Resource: '*',
    Condition: through,
  }
  const account = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${scope.account}:root` },
    Action: ['kms:Describe*', 'kms:Get*', 'kms:List*'],
    Resource: '*',
  }
  const statements = [everybody, account]
  return summarizePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), scope)
}

const nameOf = (ref: KeyRef): string => (ref.service === 'aws' ? ref.keyArn : ref.keyId)

function grantAnswers(
  world: World,
  before: AnswersOf<'key'>['key.grants'],
): Pick<KeyDepthAnswers, 'key.grants' | 'manage.createGrant' | 'manage.retireGrant' | 'manage.revokeGrant'> {
  const changed = new Map<string, readonly KeyGrant[]>()
  const grantsOf = (ref: AwsKeyRef) => changed.get(ref.keyArn) ?? before({ ref }).grants
  const end = ({ ref: any, grantId }: { ref: KeyRef; grantId: string }) => {
    const ref = awsRef(any)
    changed.set(
      ref.keyArn,
      grantsOf(ref).filter(({ id }) => id !== grantId),
    )
    return {}
  }
  return {
    'key.grants': ({ ref }) => ({ grants: [...grantsOf(awsRef(ref))] }),
    'manage.createGrant': ({ ref: any, draft }): KeyGrant => {
      const ref = awsRef(any)
      ask(world, 'kms:CreateGrant', ref)
      const grant: KeyGrant = {
        ...draft,
        id: 'e1'.repeat(32),
        issuedBy: 'arn:aws:iam::111122223333:role/Operators',
        createdAt: new Date().toISOString(),
        service: null,
      }
      changed.set(ref.keyArn, [...grantsOf(ref), grant])
      return grant
    },
    'manage.retireGrant': end,
    'manage.revokeGrant': end,
  }
}

function materialAnswers(
  world: World,
): Pick<KeyDepthAnswers, 'manage.importMaterial' | 'manage.deleteMaterial'> {
  return {
    'manage.importMaterial': ({ ref, draft }) => {
      ask(world, 'kms:ImportKeyMaterial', ref)
      changeRow(world, ref, { state: 'Enabled', validTo: draft.validTo, canEncrypt: true })
      return {
        keyMaterialId: material,
        savedAs: draft.from === 'generate' ? 'bring-your-own-2026.key-material' : null,
      }
    },
    'manage.deleteMaterial': ({ ref }) =>
      changeRow(world, ref, { state: 'PendingImport', canEncrypt: false }),
  }
}

const base64 = 'AQICAHiO0m1Y7kq3dQxk2mS9v0rZp4y8n6w3t1u5c7b9a2e4f6g8h0j1k3l5m7n9p1q3r5s7t9u1v3w5x7y9z1A='

/** Each result as AWS KMS would give it, of the right kind; nothing is really computed. */
function tryAnswers(world: World): AnswersOf<'try'> {
  const answer = (ref: KeyRef, action: string, more: Partial<TryResult>): TryResult => {
    ask(world, action, ref)
    return {
      base64: null,
      text: null,
      savedAs: null,
      bytes: 164,
      keyArn: nameOf(ref),
      keyMaterialId: null,
      algorithm: null,
      valid: null,
      ...more,
    }
  }
  const proof = (name: string, saveAs: boolean) =>
    saveAs ? { base64: null, savedAs: name } : { base64, savedAs: null }
  const sealed = { base64, keyMaterialId: material, algorithm: 'SYMMETRIC_DEFAULT' }
  return {
    'try.encrypt': ({ ref, saveAs }) =>
      answer(ref, 'kms:Encrypt', { ...sealed, savedAs: saveAs ? 'backups-prod.ciphertext' : null }),
    'try.decrypt': ({ ref }) =>
      answer(ref, 'kms:Decrypt', { ...sealed, base64: null, text: 'The deposit box is 418.', bytes: 23 }),
    'try.reEncrypt': ({ to }) => answer(to, 'kms:ReEncryptTo', sealed),
    'try.sign': ({ ref, algorithm, saveAs }) =>
      answer(ref, 'kms:Sign', { ...proof('message.txt.sig', saveAs), algorithm, bytes: 103 }),
    'try.verify': ({ ref, algorithm, signature }) =>
      answer(ref, 'kms:Verify', { algorithm, valid: signature === base64, bytes: 0 }),
    'try.mac': ({ ref, algorithm, saveAs }) =>
      answer(ref, 'kms:GenerateMac', { ...proof('message.txt.mac', saveAs), algorithm, bytes: 32 }),
    'try.verifyMac': ({ ref, algorithm, mac }) =>
      answer(ref, 'kms:VerifyMac', { algorithm, valid: mac === base64, bytes: 0 }),
    'try.publicKey': ({ ref, saveAs }) =>
      answer(ref, 'kms:GetPublicKey', {
        text: `-----BEGIN PUBLIC KEY-----\n${base64.slice(0, 64)}\n${base64.slice(64)}\n-----END PUBLIC KEY-----\n`,
        base64,
        bytes: 120,
        savedAs: saveAs ? 'release-signing.pem' : null,
      }),
  }
}

/** A new key; the alias `taken` is never free, as in the life of every administrator. */
function make(world: World, draft: NewKeyDraft): KeyRow {
  const keyId = '6d1f0b7e-58c2-4d0a-9e63-b2a47c815f90'
  const external = draft.origin === 'EXTERNAL'
  const taken = draft.alias === 'taken'
  const row = awsKeyRow(taken ? null : draft.alias, draft.region, keyId, {
    ...draft,
    alias: taken ? null : draft.alias,
    aliases: taken || draft.alias === null ? [] : [draft.alias],
    state: external ? 'PendingImport' : 'Enabled',
    canEncrypt: draft.spec === 'SYMMETRIC_DEFAULT' && !external,
    createdAt: minutesAgo(0),
  })
  if (!world.now().keys.some((key) => key.keyId === keyId)) {
    world.change({ keys: [row, ...world.now().keys] })
    world.tell({ type: 'keys' })
  }
  if (taken) {
    throw new VaultError('KEY_ALIAS_NOT_MADE', 'the key was made, its alias was not', {
      facts: { alias: 'taken', keyArn: row.arn ?? '', awsError: 'AlreadyExistsException' },
    })
  }
  return row
}
