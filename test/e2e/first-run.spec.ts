import { readdir } from 'node:fs/promises'
import { shot } from './support/shot.ts'
import { expect, test } from './steps/keyring-app.ts'
import { makeFirstKey } from './steps/first-run-screens.ts'
import { callApp } from './steps/page-calls.ts'

test.describe('with a keychain that works', () => {
  test('the first run makes a key on this computer, and says what losing the keychain means', async ({
    page,
  }) => {
    await expect(page.getByText('Tested just now: your system keychain works')).toBeVisible()
    await makeFirstKey(page, { name: 'backups' })
    const { keys } = await callApp(page, 'keys.list', {})
    expect(keys.map((key) => key.alias)).toEqual(['backups'])
    expect((await callApp(page, 'settings.get', {})).doors).toEqual([keys[0]?.ref])
  })
})

const troubles = [
  { keychain: 'none', state: 'noKeychain', words: 'No keychain was found on this computer' },
  { keychain: 'noBus', state: 'noKeychain', words: 'No keychain was found on this computer' },
  { keychain: 'locked', state: 'keychainLocked', words: 'The system keychain is locked' },
] as const

for (const { keychain, state, words } of troubles) {
  test.describe(`with a keychain in the state ${keychain}`, () => {
    test.use({ keychain })
    test('the screen says so, and no store is made', async ({ page, userData }) => {
      await expect(page.getByText(words).first()).toBeVisible()
      await shot(page, `first-run-${keychain}`)
      expect((await callApp(page, 'vault.status', {})).state).toBe(state)
      expect((await readdir(userData)).filter((name) => /store|vault|keystore/.test(name))).toEqual([])
    })
  })
}
