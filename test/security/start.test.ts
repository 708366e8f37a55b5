import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot, requireBuild } from './support/source-files.ts'

/** Starts the built main process over a stand-in for Electron; gives what it did up to `ready`, in order. */
function start(args: readonly string[], standIn: Readonly<Record<string, string>>): string[] {
  const hooks = join(projectRoot, 'test/security/support/stand-in-electron.ts')
  const entry = join(projectRoot, 'out/main/index.js')
  const { stdout } = spawnSync(process.execPath, ['--import', hooks, entry, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...standIn },
  })
  return JSON.parse(stdout) as string[]
}

describe('the built app from its first line until it is ready', () => {
  beforeAll(requireBuild)

  it('point 02: the sandbox, the guards and the scheme’s privileges are there before it is ready', () => {
    expect(start([], {})).toStrictEqual([
      'requestSingleInstanceLock',
      'enableSandbox',
      'on session-created',
      'on web-contents-created',
      'registerSchemesAsPrivileged',
      'whenReady',
    ])
  })

  it.each([
    '--remote-debugging-port=9222',
    '--inspect=0.0.0.0',
    '--js-flags=--expose-gc',
    '--user-data-dir=/tmp/x',
  ])('point 14: packaged and started with %s, it ends at once', (argument) => {
    expect(start([argument], { STAND_IN_PACKAGED: 'yes' })).toStrictEqual(['exit 1'])
  })

  it('point 14: packaged and started without them, it goes on', () => {
    expect(start([], { STAND_IN_PACKAGED: 'yes' })).toContain('whenReady')
  })

  it('point 14: outside a package the same switches are for developers and tests', () => {
    expect(start(['--remote-debugging-port=9222'], {})).toContain('whenReady')
  })

  it('point 15: a second instance ends without doing anything', () => {
    expect(start([], { STAND_IN_LOCK: 'no' })).toStrictEqual(['requestSingleInstanceLock', 'quit'])
  })
})
