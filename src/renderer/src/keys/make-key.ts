import { checkKeyName } from '../../../shared/key-name.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { LocalKeyDraft } from '../../../shared/model/local-key.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { call } from '../data/call.ts'
import { currentSettings } from '../data/change-settings.ts'
import { readKeys } from '../data/keys-store.ts'
import { queryClient } from '../data/query-client.ts'
import { chooseDoors } from '../files/plan-actions.ts'

/** A key that encrypts files, under a name. Else as `makeLocalKey`. */
export function makeKey(input: { name: string; description: string }): Promise<KeyRow> {
  const { name, description } = input
  return makeLocalKey({ ...usual, alias: checkKeyName(name).name, description })
}

const usual = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', tags: {} } as const

/**
 * Makes a key on this computer: sets the keystore up first where there is none, and encrypts to the new key where no
 * other was chosen and it can. Throws VaultError.
 */
export async function makeLocalKey(draft: LocalKeyDraft): Promise<KeyRow> {
  const status = await call('vault.status', {})
  if (status.state === 'notSetUp') {
    queryClient.setQueryData<VaultStatus>(
      ['vault.status'],
      await call('vault.setUp', { mode: 'keychain', passphrase: null }),
    )
  }
  const key = await call('manage.createLocal', draft)
  await Promise.all([readKeys(), queryClient.invalidateQueries({ queryKey: ['vault.status'] })])
  if (key.canEncrypt && currentSettings()?.doors.length === 0) await chooseDoors([key.ref])
  return key
}
