import { existsSync, readFileSync } from 'node:fs'
import { FuseV1Options, FuseVersion } from '@electron/fuses'
import { expect, test } from 'vitest'
import { packaging } from '../../../electron-builder.config.ts'
import { electronFuses } from '../../../scripts/fuses.ts'
import { inProject } from '../../../scripts/programs/project.ts'

test('point 25: the fuses are the list of SECURITY.md, and a new one fails the packaging', () => {
  expect(electronFuses).toEqual({
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  })
})

test('point 25: no known fuse is left out', () => {
  const known = Object.values(FuseV1Options).filter((value) => typeof value === 'number')
  expect(known.filter((fuse) => !(fuse in electronFuses))).toEqual([])
})

test('point 26: the package is an archive made from a list of what goes in', () => {
  const files = packaging.files as string[]
  expect(packaging.asar).toBe(true)
  expect(files).toContain('!**/*.map')
  expect(files.filter((pattern) => /src|test|docs|\.ts|\.env|^\*\*/.test(pattern))).toEqual([])
})

test('every platform has its installers', () => {
  expect(packaging.linux?.target).toEqual(['AppImage', 'deb'])
  expect(packaging.mac?.target).toEqual(['dmg'])
  expect(packaging.win?.target).toEqual(['nsis'])
})

test('point 29: the hardened runtime is on and the entitlements are few', () => {
  expect(packaging.mac?.hardenedRuntime).toBe(true)
  const file = inProject(packaging.mac?.entitlements ?? '')
  expect(existsSync(file)).toBe(true)
  const text = readFileSync(file, 'utf8')
  expect(text).not.toMatch(/disable-library-validation|allow-dyld-environment-variables|get-task-allow/)
})
