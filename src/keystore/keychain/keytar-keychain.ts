import { VaultError } from '../../shared/vault-error.ts'
import type { Keychain } from './keychain.ts'

/** The three functions of keytar that are safe here: `findCredentials` crashes the process on a locked keyring. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

export interface KeytarKeychainOptions {
  readonly service: string
  readonly platform: NodeJS.Platform
  /** Loads keytar's native part, which fails where libsecret is not installed. */
  readonly load: () => Promise<Keytar>
}

/** The OS keychain through keytar. No time-outs of its own: see GuardedKeychain. HOST.md, "Keychain in tests". */
export function keytarKeychain({ service, platform, load }: KeytarKeychainOptions): Keychain {
  const loaded = async (): Promise<Keytar> => {
    try {
      return await load()
    } catch (cause) {
      throw new VaultError(
        'KEYCHAIN_UNAVAILABLE',
        'the library for the system keychain could not be loaded',
        {
          cause,
        },
      )
    }
  }
  const get = async (account: string): Promise<string | null> => {
    const keytar = await loaded()
    return keytar.getPassword(service, account).catch((cause: unknown) => {
      throw readFault(platform, cause)
    })
  }
  return {
    get,
    async set(account, value) {
      const keytar = await loaded()
      await keytar.setPassword(service, account, value).catch(async (cause: unknown) => {
        // Where not even a read is answered, this throws what that means.
        await get(account)
        throw new VaultError('KEYCHAIN_LOCKED', 'the keychain is there and takes no item; unlock it', {
          cause,
        })
      })
    },
    async remove(account) {
      const keytar = await loaded()
      await keytar.deletePassword(service, account).catch((cause: unknown) => {
        throw readFault(platform, cause)
      })
    },
  }
}

/**
 * A Secret Service answers a read even when locked (with null), so on Linux a failed read means that nothing answers.
 * The macOS Keychain is always there: a failed read is a refusal. No decision hangs on an error's text, which the
 * desktop may translate, except that a dismissed prompt is a refusal too.
 */
function readFault(platform: NodeJS.Platform, cause: unknown): VaultError {
  const text = cause instanceof Error ? cause.message : ''
  return platform === 'darwin' || /prompt|dismiss|locked/i.test(text)
    ? new VaultError('KEYCHAIN_LOCKED', 'the keychain refused to be read; unlock it', { cause })
    : new VaultError('KEYCHAIN_UNAVAILABLE', 'no system keychain answers in this session', { cause })
}
