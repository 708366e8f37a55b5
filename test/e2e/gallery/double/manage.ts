import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { AnswersOf } from './answers.ts'
import { awsKeyRow, minutesAgo } from './data.ts'
import { ask, awsRef, changeRow, rowIn, type World } from './world.ts'

type Changes = Pick<
  AnswersOf<'manage'>,
  | 'manage.enable'
  | 'manage.disable'
  | 'manage.scheduleDeletion'
  | 'manage.cancelDeletion'
  | 'manage.setDescription'
  | 'manage.createAlias'
  | 'manage.retargetAlias'
  | 'manage.deleteAlias'
  | 'manage.setTags'
  | 'manage.replicate'
  | 'manage.changePrimary'
  | 'manage.setAutomaticRotation'
  | 'manage.rotateNow'
>

/** Changes of keys that a row shows. */
export function manageAnswers(world: World): Changes {
  return {
    'manage.enable': ({ ref }) => {
      ask(world, 'kms:EnableKey', ref)
      return changeRow(world, ref, {
        state: 'Enabled',
        canEncrypt: rowIn(world, ref).spec === 'SYMMETRIC_DEFAULT',
      })
    },
    'manage.disable': ({ ref }) => {
      ask(world, 'kms:DisableKey', ref)
      return changeRow(world, ref, { state: 'Disabled', canEncrypt: false })
    },
    'manage.scheduleDeletion': ({ ref, days }) =>
      changeRow(world, ref, {
        state: 'PendingDeletion',
        deletionDate: minutesAgo(-days * 1440),
        canEncrypt: false,
      }),
    'manage.cancelDeletion': ({ ref }) => changeRow(world, ref, { state: 'Disabled', deletionDate: null }),
    'manage.setDescription': ({ ref, description }) => {
      ask(world, 'kms:UpdateKeyDescription', ref)
      return changeRow(world, ref, { description })
    },
    'manage.createAlias': ({ ref, alias }) => {
      ask(world, 'kms:CreateAlias', ref)
      if (aliasOwner(world, alias, rowIn(world, ref)) !== undefined) {
        throw new VaultError('KEY_NAME_TAKEN', 'the alias is taken', { facts: { alias } })
      }
      return changeRow(
        world,
        ref,
        aliased(rowIn(world, ref), (names) => [...names, alias]),
      )
    },
    'manage.retargetAlias': ({ ref, alias }) => {
      const owner = aliasOwner(world, alias, rowIn(world, ref))
      if (owner !== undefined) changeRow(world, owner.ref, aliased(owner, without(alias)))
      return changeRow(
        world,
        ref,
        aliased(rowIn(world, ref), (names) => [...names, alias]),
      )
    },
    'manage.deleteAlias': ({ ref, alias }) =>
      changeRow(world, ref, aliased(rowIn(world, ref), without(alias))),
    'manage.setTags': ({ ref, set, remove }) => {
      ask(world, 'kms:TagResource', ref)
      const kept = Object.entries(rowIn(world, ref).tags ?? {}).filter(([name]) => !remove.includes(name))
      return changeRow(world, ref, { tags: { ...Object.fromEntries(kept), ...set } })
    },
    'manage.replicate': ({ ref, region, description }) => {
      const row = rowIn(world, ref)
      const replica = awsKeyRow(row.alias, region, row.keyId, {
        ...row,
        arn: `arn:aws:kms:${region}:111122223333:key/${row.keyId}`,
        ref: { ...awsRef(ref), keyArn: `arn:aws:kms:${region}:111122223333:key/${row.keyId}` },
        region,
        description,
        multiRegionRole: 'REPLICA',
        state: 'Creating',
      })
      world.change({ keys: [...world.now().keys, replica] })
      world.tell({ type: 'keys' })
      return replica
    },
    'manage.changePrimary': ({ ref, region }) => {
      const row = rowIn(world, ref)
      for (const key of world.now().keys) {
        if (key.keyId === row.keyId && key.region === region) {
          changeRow(world, key.ref, { multiRegionRole: 'PRIMARY' })
        }
      }
      return changeRow(world, ref, { multiRegionRole: 'REPLICA' })
    },
    'manage.setAutomaticRotation': ({ ref, periodDays }) =>
      changeRow(world, ref, {
        rotation: {
          automatic: periodDays !== null,
          periodDays,
          nextAt: periodDays === null ? null : minutesAgo(-periodDays * 1440),
          lastAt: rowIn(world, ref).rotation?.lastAt ?? null,
          materials: rowIn(world, ref).rotation?.materials ?? 1,
          onDemand: rowIn(world, ref).rotation?.onDemand ?? 0,
        },
      }),
    'manage.rotateNow': ({ ref }) => {
      const { rotation } = rowIn(world, ref)
      const before = rotation ?? {
        automatic: false,
        periodDays: null,
        nextAt: null,
        materials: 1,
        onDemand: 0,
      }
      return changeRow(world, ref, {
        rotation: {
          ...before,
          lastAt: new Date().toISOString(),
          materials: (before.materials ?? 1) + 1,
          onDemand: (before.onDemand ?? 0) + 1,
        },
      })
    },
  }
}

const without = (alias: string) => (names: readonly string[]) => names.filter((name) => name !== alias)

function aliased(row: KeyRow, change: (names: readonly string[]) => string[]): Partial<KeyRow> {
  const aliases = change(row.aliases)
  return { aliases, alias: aliases[0] ?? null, moreAliases: Math.max(0, aliases.length - 1) }
}

const aliasOwner = (world: World, alias: string, near: KeyRow): KeyRow | undefined =>
  world.now().keys.find((key) => key.region === near.region && key.aliases.includes(alias))
