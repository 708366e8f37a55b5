import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import type { LocalKey } from '../../../keystore/protocol.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { localKeyRow } from '../../keys/keystore/local-key-row.ts'
import { localKeyInHand, type KeyCalls } from './local-key-in-hand.ts'

type AliasCalls = Pick<
  LocalHandlersOf<'manage'>,
  'manage.createAlias' | 'manage.retargetAlias' | 'manage.deleteAlias'
>

/** Names of keys of this computer. Files name keys by their id, so none of it changes what opens. */
export function aliasHandlers(keystore: KeyCalls): AliasCalls {
  return {
    'manage.createAlias': async ({ ref, alias }) => {
      const { key } = await localKeyInHand(keystore, ref, 'createAlias')
      return localKeyRow(await keystore.call('createAlias', { keyId: key.keyId, alias }))
    },
    'manage.retargetAlias': async ({ ref, alias }) => {
      const { key } = await localKeyInHand(keystore, ref, 'retargetAlias')
      return localKeyRow(await keystore.call('updateAlias', { keyId: key.keyId, alias }))
    },
    'manage.deleteAlias': async ({ ref, alias }) => {
      const { key } = await localKeyInHand(keystore, ref, 'deleteAlias')
      checkItsOwn(key, alias)
      await keystore.call('deleteAlias', { alias })
      return localKeyRow(await keystore.call('describeKey', { keyId: key.keyId }))
    },
  }
}

/** The keystore deletes an alias by its name alone: another key's must not go by a page that is out of date. */
function checkItsOwn({ aliases }: LocalKey, alias: string): void {
  if (aliases.some(({ name }) => name === alias)) return
  throw new VaultError('KEY_NOT_FOUND', 'this key has no such alias any more', { facts: { key: alias } })
}
