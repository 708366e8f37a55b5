import type { VaultStatus } from '../shared/model/vault.ts'
import { VaultError } from '../shared/vault-error.ts'
import { storeFault } from './store/store-fault.ts'

/** The state of a vault that could not be opened because of `error`. */
export function closedStatus(error: unknown, storeExists: boolean): VaultStatus {
  const { code, message: detail } = storeFault(error)
  switch (code) {
    case 'KEYCHAIN_UNAVAILABLE':
      return { state: 'noKeychain', storeExists, detail }
    case 'KEYCHAIN_LOCKED':
    case 'KEYCHAIN_WRITE_FAILED':
      return { state: 'keychainLocked', storeExists, detail }
    case 'KEYCHAIN_NOT_ANSWERING':
      return { state: 'keychainNotAnswering', storeExists }
    case 'KEYSTORE_IN_USE':
      return { state: 'inUse' }
    case 'DISK_FULL':
    case 'FOLDER_NOT_WRITABLE':
    case 'DISK_FAILED':
      return { state: 'notReadable', code, detail }
    default:
      return { state: 'damaged', detail, findings: [], snapshot: null }
  }
}

/** Why nothing can be done with keys in this state; `KEYSTORE_ALREADY_SET_UP` for an open one, which is no obstacle. */
export function errorOfStatus(status: VaultStatus): VaultError {
  switch (status.state) {
    case 'open':
      return new VaultError('KEYSTORE_ALREADY_SET_UP', 'this computer already has a key store')
    case 'notSetUp':
      return new VaultError('KEYSTORE_NOT_SET_UP', 'there is no key store yet; set it up first')
    case 'noKeychain':
      return new VaultError('KEYCHAIN_UNAVAILABLE', 'no system keychain answers in this session')
    case 'keychainLocked':
      return new VaultError('KEYCHAIN_LOCKED', 'the keychain is locked; unlock it and try again')
    case 'starting':
    case 'keychainNotAnswering':
      return new VaultError('KEYCHAIN_NOT_ANSWERING', 'the keychain does not answer; look for a prompt of it')
    case 'locked':
      return new VaultError('KEYSTORE_LOCKED', 'the key store is locked; unlock it and try again')
    case 'otherKeychain':
      return new VaultError(
        'KEYCHAIN_OTHER',
        'another keychain answers than the one the key store was made with',
      )
    case 'itemMissing':
      return new VaultError('KEYCHAIN_ITEM_MISSING', 'the secret of this key store is not in the keychain')
    case 'damaged':
      return new VaultError('KEYSTORE_DAMAGED', status.detail)
    case 'olderCopy':
      return new VaultError(
        'KEYSTORE_OLDER_COPY',
        'this is an older copy of the key store; open it or bring back the newer one',
      )
    case 'notReadable':
      return new VaultError(status.code, status.detail)
    case 'newerVersion':
      return new VaultError(
        'KEYSTORE_NEWER_VERSION',
        'the key store belongs to a newer Keyhold; update this one',
      )
    case 'inUse':
      return new VaultError(
        'KEYSTORE_IN_USE',
        'another Keyhold has the key store open; close it and try again',
      )
    case 'stopped':
      return new VaultError('KEYSTORE_STOPPED', 'the keystore process ended; try again')
  }
}
