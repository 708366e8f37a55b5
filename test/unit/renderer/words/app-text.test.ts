import { expect, test } from 'vitest'
import { appText } from '../../../../src/renderer/src/words/app-text.ts'

test('the banner names what runs the app once', () => {
  expect(appText.host('test host')).toBe(
    'Running on the test host, not on Electron. Its profile and keychain items are its own.',
  )
})
