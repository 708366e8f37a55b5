import { expect, test } from 'vitest'
import {
  debianPackages,
  installCommand,
  missingPackages,
} from '../../../../scripts/programs/debian-packages.ts'

test('only packages whose file is not there are missing', () => {
  const missing = missingPackages(['chromium', 'xvfb', 'dbus'], (file) => file !== debianPackages.xvfb)
  expect(missing).toEqual(['xvfb'])
})

test('nothing is missing where every file is there', () => {
  expect(missingPackages(undefined, () => true)).toEqual([])
})

test('the command names what is missing and nothing else', () => {
  expect(installCommand(['age', 'xvfb'])).toMatch(/^sudo apt-get update && .* install .* age xvfb$/)
})
