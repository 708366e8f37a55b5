import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { keyState, type KeyRow } from '../../../shared/model/key.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import {
  cancelKeyDeletion,
  describeKeyAs,
  disableKey,
  enableKey,
  scheduleKeyDeletion,
  tagKey,
} from '../../keys/aws-kms/manage/switch-key.ts'
import type { KeyAccess } from '../key-in-hand.ts'
import { changeKey } from './change-key.ts'
import { checkTagNames } from './check-tag-names.ts'

type StateCalls = Pick<
  AwsHandlersOf<'manage'>,
  | 'manage.enable'
  | 'manage.disable'
  | 'manage.scheduleDeletion'
  | 'manage.cancelDeletion'
  | 'manage.setDescription'
  | 'manage.setTags'
>

/** Changes of a key's state, description and tags. */
export function stateHandlers(access: KeyAccess, now: () => Date): StateCalls {
  return {
    'manage.enable': ({ ref }) =>
      changeKey(access, ref, {
        action: 'enable',
        run: async ({ kms, keyArn }) => {
          await enableKey(kms, keyArn)
          return { state: 'Enabled' }
        },
      }),
    'manage.disable': ({ ref }) =>
      changeKey(access, ref, {
        action: 'disable',
        run: async ({ kms, keyArn }) => {
          await disableKey(kms, keyArn)
          return { state: 'Disabled', canEncrypt: false }
        },
      }),
    'manage.scheduleDeletion': ({ ref, days, typed }) =>
      changeKey(access, ref, {
        action: 'scheduleDeletion',
        run: async ({ kms, keyArn, row }) => {
          checkTyped(typed, row)
          const { state, deletionDate } = await scheduleKeyDeletion(kms, keyArn, days, now)
          return {
            state: keyState.safeParse(state).data ?? 'PendingDeletion',
            deletionDate,
            canEncrypt: false,
          }
        },
      }),
    'manage.cancelDeletion': ({ ref }) =>
      changeKey(access, ref, {
        action: 'cancelDeletion',
        run: async ({ kms, keyArn }) => {
          await cancelKeyDeletion(kms, keyArn)
          return { state: 'Disabled', deletionDate: null }
        },
      }),
    'manage.setDescription': ({ ref, description }) =>
      changeKey(access, ref, {
        action: 'setDescription',
        run: async ({ kms, keyArn }) => {
          await describeKeyAs(kms, keyArn, description)
          return { description }
        },
      }),
    'manage.setTags': ({ ref, set, remove }) =>
      changeKey(access, ref, {
        action: 'tag',
        run: async ({ kms, keyArn, row }) => {
          checkTagNames([...Object.keys(set), ...remove])
          await tagKey(kms, keyArn, { set, remove }).catch(async (error: unknown) => {
            // Two calls: where the second was refused, the first has changed the key.
            if (remove.length > 0) await access.readAgain(ref).catch(() => null)
            throw error
          })
          return row.tags === null ? {} : { tags: tagsAfter(row.tags, set, remove) }
        },
      }),
  }
}

/** The person names the key that is to be deleted: by any alias of it, or by its id. */
function checkTyped(typed: string, { keyId, aliases }: KeyRow): void {
  const name = typed.trim().replace(/^alias\//, '')
  if (name === keyId || aliases.includes(name)) return
  throw new VaultError(
    'INVALID_REQUEST',
    'type the alias or the id of this very key to confirm its deletion',
    {
      facts: { reason: 'typedName' },
    },
  )
}

function tagsAfter(
  tags: Readonly<Record<string, string>>,
  set: Readonly<Record<string, string>>,
  remove: readonly string[],
): Record<string, string> {
  const kept = Object.entries(tags).filter(([name]) => !remove.includes(name))
  return Object.fromEntries([...kept, ...Object.entries(set)])
}
