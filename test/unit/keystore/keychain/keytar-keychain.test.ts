import { describe, expect, it } from 'vitest'
import { keychainName } from '../../../../src/keystore/keychain/keychain.ts'
import { keytarKeychain, type Keytar } from '../../../../src/keystore/keychain/keytar-keychain.ts'

const answering: Keytar = {
  getPassword: async () => null,
  setPassword: async () => undefined,
  deletePassword: async () => true,
}
const failing = (message: string) => async (): Promise<never> => {
  throw new Error(message)
}
const on = (platform: NodeJS.Platform, keytar: Partial<Keytar>) =>
  keytarKeychain({ service: 'Keyhold', platform, load: async () => ({ ...answering, ...keytar }) })

describe('the keychain through keytar', () => {
  it('passes service and account on', async () => {
    const seen: string[] = []
    const keychain = on('linux', {
      getPassword: async (service, account) => `${service}/${account}`,
      setPassword: async (...all) => void seen.push(all.join('/')),
      deletePassword: async (...all) => (seen.push(all.join('/')), true),
    })
    expect(await keychain.get('id')).toBe('Keyhold/id')
    await keychain.set('id', 'value')
    await keychain.remove('id')
    expect(seen).toEqual(['Keyhold/id/value', 'Keyhold/id'])
  })

  it('says that there is no keychain where the native library does not load', async () => {
    const keychain = keytarKeychain({ service: 'Keyhold', platform: 'linux', load: failing('no libsecret') })
    await expect(keychain.get('id')).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  })

  it('says that there is no keychain where nothing answers, whatever words the system finds', async () => {
    const nothing = failing('Verbindung ist gescheitert')
    const keychain = on('linux', { getPassword: nothing, setPassword: nothing, deletePassword: nothing })
    await expect(keychain.get('id')).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    await expect(keychain.set('id', 'v')).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    await expect(keychain.remove('id')).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  })

  it('says that the keychain is locked where reads are answered and writes are not', async () => {
    const keychain = on('linux', { setPassword: failing('irgendwas') })
    await expect(keychain.set('id', 'v')).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
  })

  it('takes a refused read on macOS for a locked keychain', async () => {
    const keychain = on('darwin', { getPassword: failing('User interaction is not allowed.') })
    await expect(keychain.get('id')).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
  })

  it.each(['Cannot prompt for unlock', 'The prompt was dismissed', 'The collection is locked'])(
    'takes a read that a person refused for a locked keychain: %s',
    async (message) => {
      const keychain = on('linux', { getPassword: failing(message) })
      await expect(keychain.get('id')).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
    },
  )

  it('names the keychain as people know it', () => {
    expect(['linux', 'darwin', 'win32'].map((name) => keychainName(name as NodeJS.Platform))).toEqual([
      'Secret Service',
      'macOS Keychain',
      'Windows Credential Manager',
    ])
  })
})
