import { operate } from '../../../support/vault-acts.ts'
import type { LocalKey } from '../../../../src/keystore/protocol.ts'
import { localKeyDraft } from '../../../../src/shared/model/local-key.ts'
import {
  arnOf,
  KmsRefusal,
  page,
  seconds,
  text,
  textOr,
  type Fields,
  type KmsOperation,
  type KmsScope,
} from './kms-fields.ts'
import { namedKey } from './named-key.ts'

/** What makes, shows, names and switches keys. */
export const keyOperations: Readonly<Record<string, KmsOperation>> = {
  CreateKey: async (input, scope) => {
    const draft = localKeyDraft.safeParse({
      alias: null,
      description: text(input, 'Description'),
      spec: textOr(input, 'KeySpec', 'SYMMETRIC_DEFAULT'),
      usage: textOr(input, 'KeyUsage', 'ENCRYPT_DECRYPT'),
      origin: textOr(input, 'Origin', 'AWS_KMS'),
      tags: tagsOf(input),
    })
    if (!draft.success || input['MultiRegion'] === true) throw new KmsRefusal('ValidationException')
    return { KeyMetadata: metadata(await operate(scope.vault, 'createKey', draft.data), scope) }
  },
  DescribeKey: async (input, scope) => ({ KeyMetadata: metadata(await namedKey(input, scope), scope) }),
  ListKeys: async (input, scope) => {
    const { items, rest } = page(await operate(scope.vault, 'listKeys', {}), input)
    return { Keys: items.map(({ keyId }) => ({ KeyId: keyId, KeyArn: arnOf(keyId, scope) })), ...rest }
  },
  EnableKey: async (input, scope) => done(operate(scope.vault, 'enableKey', await oneKey(input, scope))),
  DisableKey: async (input, scope) => done(operate(scope.vault, 'disableKey', await oneKey(input, scope))),
  UpdateKeyDescription: async (input, scope) =>
    done(
      operate(scope.vault, 'updateDescription', {
        ...(await oneKey(input, scope)),
        description: text(input, 'Description'),
      }),
    ),
  ScheduleKeyDeletion: async (input, scope) => {
    const days = Number(input['PendingWindowInDays'] ?? 30)
    const key = await operate(scope.vault, 'scheduleKeyDeletion', { ...(await oneKey(input, scope)), days })
    return {
      KeyId: arnOf(key.keyId, scope),
      ...deletion(key),
      KeyState: key.state,
      PendingWindowInDays: days,
    }
  },
  CancelKeyDeletion: async (input, scope) => {
    const { keyId } = await operate(scope.vault, 'cancelKeyDeletion', await oneKey(input, scope))
    return { KeyId: arnOf(keyId, scope) }
  },
  CreateAlias: async (input, scope) =>
    done(operate(scope.vault, 'createAlias', { ...(await target(input, scope)), alias: aliasOf(input) })),
  UpdateAlias: async (input, scope) =>
    done(operate(scope.vault, 'updateAlias', { ...(await target(input, scope)), alias: aliasOf(input) })),
  DeleteAlias: async (input, scope) => done(operate(scope.vault, 'deleteAlias', { alias: aliasOf(input) })),
  ListAliases: async (input, scope) => {
    const keys =
      input['KeyId'] === undefined
        ? await operate(scope.vault, 'listKeys', {})
        : [await namedKey(input, scope)]
    const { items, rest } = page(
      keys.flatMap(({ keyId, aliases }) => aliases.map((alias) => ({ ...alias, keyId }))),
      input,
    )
    return {
      Aliases: items.map(({ name, keyId, createdAt, updatedAt }) => ({
        AliasName: `alias/${name}`,
        AliasArn: `arn:aws:kms:${scope.home}:${scope.account}:alias/${name}`,
        TargetKeyId: keyId,
        CreationDate: seconds(createdAt),
        LastUpdatedDate: seconds(updatedAt),
      })),
      ...rest,
    }
  },
  ListResourceTags: async (input, scope) => {
    const { tags } = await namedKey(input, scope)
    const { items, rest } = page(Object.entries(tags), input)
    return { Tags: items.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...rest }
  },
  TagResource: async (input, scope) =>
    done(
      operate(scope.vault, 'setTags', { ...(await oneKey(input, scope)), set: tagsOf(input), remove: [] }),
    ),
  UntagResource: async (input, scope) => {
    const remove = Object(input['TagKeys']).map(String)
    return done(operate(scope.vault, 'setTags', { ...(await oneKey(input, scope)), set: {}, remove }))
  },
}

async function done(work: Promise<unknown>): Promise<object> {
  await work
  return {}
}

async function oneKey(input: Fields, scope: KmsScope): Promise<{ keyId: string }> {
  return { keyId: (await namedKey(input, scope)).keyId }
}

async function target(input: Fields, scope: KmsScope): Promise<{ keyId: string }> {
  return { keyId: (await namedKey(input, scope, 'TargetKeyId')).keyId }
}

function aliasOf(input: Fields): string {
  return text(input, 'AliasName').replace(/^alias\//, '')
}

function tagsOf(input: Fields): Record<string, string> {
  const tags: Fields[] = Object(input['Tags'] ?? [])
  return Object.fromEntries(tags.map((tag) => [text(tag, 'TagKey'), text(tag, 'TagValue')]))
}

function deletion({ deletionDate }: LocalKey): object {
  return deletionDate === null ? {} : { DeletionDate: seconds(deletionDate) }
}

function metadata(key: LocalKey, scope: KmsScope): object {
  const { spec, usage, origin } = key
  const facts = scope.factsOfSpec(spec)
  return {
    AWSAccountId: scope.account,
    KeyId: key.keyId,
    Arn: arnOf(key.keyId, scope),
    CreationDate: seconds(key.createdAt),
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: usage,
    KeyState: key.state,
    ...deletion(key),
    Origin: origin,
    KeyManager: 'CUSTOMER',
    KeySpec: spec,
    CustomerMasterKeySpec: spec,
    MultiRegion: false,
    ...(usage === 'ENCRYPT_DECRYPT' ? { EncryptionAlgorithms: Object.keys(facts?.encryption ?? {}) } : {}),
    ...(usage === 'SIGN_VERIFY' ? { SigningAlgorithms: facts?.signing } : {}),
    ...(usage === 'GENERATE_VERIFY_MAC' ? { MacAlgorithms: facts?.mac } : {}),
    ...(origin === 'EXTERNAL' && key.state !== 'PendingImport' ? expiration(key) : {}),
    ...(spec === 'SYMMETRIC_DEFAULT' ? { CurrentKeyMaterialId: key.currentKeyMaterialId ?? undefined } : {}),
  }
}

function expiration({ validTo }: LocalKey): object {
  if (validTo === null) return { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
  return { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: seconds(validTo) }
}
