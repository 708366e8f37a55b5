import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyAction } from '../../../shared/kms/why-not.ts'
import type { KeyRow, LocalKeyRef } from '../../../shared/model/key.ts'
import type { LocalKey } from '../../../keystore/protocol.ts'
import { localKeyRow } from '../../keys/keystore/local-key-row.ts'
import { checkTypedName, localKeyInHand, type KeyCalls } from './local-key-in-hand.ts'

type ChangingCalls = Pick<
  LocalHandlersOf<'manage'>,
  | 'manage.createLocal'
  | 'manage.enable'
  | 'manage.disable'
  | 'manage.scheduleDeletion'
  | 'manage.cancelDeletion'
  | 'manage.deleteKey'
  | 'manage.setDescription'
  | 'manage.setTags'
  | 'manage.setAutomaticRotation'
  | 'manage.rotateNow'
  | 'manage.setRules'
>

/** Keys of this computer made, changed and deleted. Each answers with the row as it is afterwards. */
export function changingHandlers(keystore: KeyCalls): ChangingCalls {
  const change = async (
    ref: LocalKeyRef,
    action: KeyAction,
    run: (key: LocalKey) => Promise<LocalKey>,
  ): Promise<KeyRow> => {
    const { key } = await localKeyInHand(keystore, ref, action)
    return localKeyRow(await run(key))
  }
  return {
    'manage.createLocal': async (draft) => localKeyRow(await keystore.call('createKey', draft)),
    'manage.enable': ({ ref }) => change(ref, 'enable', ({ keyId }) => keystore.call('enableKey', { keyId })),
    'manage.disable': ({ ref }) =>
      change(ref, 'disable', ({ keyId }) => keystore.call('disableKey', { keyId })),
    'manage.scheduleDeletion': ({ ref, days, typed }) =>
      change(ref, 'scheduleDeletion', async (key) => {
        checkTypedName(typed, key)
        return await keystore.call('scheduleKeyDeletion', { keyId: key.keyId, days })
      }),
    'manage.cancelDeletion': ({ ref }) =>
      change(ref, 'cancelDeletion', ({ keyId }) => keystore.call('cancelKeyDeletion', { keyId })),
    'manage.deleteKey': async ({ ref: { keyId }, typed }) => {
      checkTypedName(typed, await keystore.call('describeKey', { keyId }))
      return await keystore.call('deleteKey', { keyId })
    },
    'manage.setDescription': ({ ref, description }) =>
      change(ref, 'setDescription', ({ keyId }) =>
        keystore.call('updateDescription', { keyId, description }),
      ),
    'manage.setTags': ({ ref, set, remove }) =>
      change(ref, 'tag', ({ keyId }) => keystore.call('setTags', { keyId, set, remove })),
    'manage.setAutomaticRotation': ({ ref, periodDays }) =>
      change(ref, 'setAutomaticRotation', ({ keyId }) => keystore.call('setRotation', { keyId, periodDays })),
    'manage.rotateNow': ({ ref }) =>
      change(ref, 'rotateNow', ({ keyId }) => keystore.call('rotateKeyOnDemand', { keyId })),
    // What a key may be used for can be set in every state.
    'manage.setRules': async ({ ref: { keyId }, rules }) =>
      localKeyRow(await keystore.call('setRules', { keyId, rules })),
  }
}
