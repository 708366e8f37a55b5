import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { profileFolder } from '../../../../scripts/programs/profile-folder.ts'

test('on Linux the configuration folder that the environment names comes first', () => {
  expect(profileFolder('K', 'linux', { XDG_CONFIG_HOME: '/c' })).toBe(join('/c', 'K'))
  expect(profileFolder('K', 'linux', {})).toBe(join(homedir(), '.config', 'K'))
})

test('on Windows it is the roaming folder, on macOS Application Support', () => {
  expect(profileFolder('K', 'win32', { APPDATA: 'r' })).toBe(join('r', 'K'))
  expect(profileFolder('K', 'darwin', {})).toBe(join(homedir(), 'Library', 'Application Support', 'K'))
})
