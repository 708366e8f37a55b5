import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { textOf } from './support/source-files.ts'

const lockfile = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
})
const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
})

const { packages } = lockfile.parse(JSON.parse(textOf('package-lock.json')))
const { dependencies, devDependencies, allowScripts } = manifest.parse(JSON.parse(textOf('package.json')))
const installed = Object.entries(packages).filter(([path]) => path !== '')
const production = installed.filter(([, each]) => each.dev !== true && each.devOptional !== true)

/**
 * How many packages may come with the app. More is a decision, not an accident. 45, and with protection and recovery 11 more:
 * qr and shamir-secret-sharing, which bring nothing, and @jellybrick/dbus-next, which brings fast-xml-parser and its seven.
 */
const agreedProductionPackages = 56

describe('point 28: what is installed', () => {
  it('point 28: the lockfile names no address', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toStrictEqual([])
    expect(textOf('package-lock.json')).not.toMatch(
      /"(?:resolved|registry)"|https?:\/\/registry|git\+|"file:/,
    )
  })

  it('point 28: every package has an integrity value, SHA-512', () => {
    const without = installed.filter(
      ([, { integrity, link }]) => link === true || integrity?.startsWith('sha512-') !== true,
    )
    expect(without.map(([path]) => path)).toStrictEqual([])
  })

  it('point 28: the only production package with an install script is keytar, whose script is not run', () => {
    const scripted = production.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    expect(scripted.map(([path]) => path)).toStrictEqual(['node_modules/keytar'])
    expect(allowScripts['@github/keytar']).toBe(false)
  })

  it('point 28: install scripts are allowed for `node` alone', () => {
    expect(Object.entries(allowScripts).filter(([, allowed]) => allowed)).toStrictEqual([['node', true]])
  })

  it(`point 28: at most ${agreedProductionPackages} production packages`, () => {
    expect(production.length).toBeLessThanOrEqual(agreedProductionPackages)
    expect(production.length).toBeGreaterThan(10)
  })

  it('point 27: every version is pinned exactly', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toStrictEqual([])
  })

  it('point 28: the production dependencies are the ones agreed', () => {
    expect(Object.keys(dependencies)).toStrictEqual([
      '@aws-sdk/client-kms',
      '@aws-sdk/client-sts',
      '@aws-sdk/credential-providers',
      // Linux tells of a locked screen on D-Bus, and Electron does not listen there.
      '@jellybrick/dbus-next',
      '@smithy/core',
      'keytar',
      // Draws and reads the squares of sheets and cards, in the sandboxed page and in the keystore's own processes.
      'qr',
      // Splits a kit's secret into sheets; audited by Cure53 and Zellic. In the keystore's own processes alone.
      'shamir-secret-sharing',
      'tar-stream',
      'zod',
    ])
  })
})
