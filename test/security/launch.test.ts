import { describe, expect, it } from 'vitest'
import { hostLabel, keychainService } from '../../src/main/shell/host-switch.ts'
import { forbiddenLaunchSwitch } from '../../src/main/shell/launch-guard.ts'

describe('point 14: how a packaged app may be started', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--remote-debugging-pipe',
    '--remote-debugging-address=0.0.0.0',
    '--remote-allow-origins=*',
    '--inspect',
    '--inspect=127.0.0.1:9229',
    '--inspect-brk',
    '--inspect-port=0',
    '--js-flags=--expose-gc',
    '--user-data-dir=/tmp/other',
    '--USER-DATA-DIR=/tmp/other',
    '-remote-debugging-port=1',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list=x',
    '--load-extension=/tmp/x',
    '--renderer-cmd-prefix=gdb',
    '--utility-cmd-prefix=gdb',
    '--gpu-launcher=gdb',
    '--host-resolver-rules=MAP * evil',
    '--log-net-log=/tmp/x',
  ])('point 14: %s ends it', (argument) => {
    expect(forbiddenLaunchSwitch(['/opt/keyhold', argument], 'linux')).toBeDefined()
  })

  it('point 14: Windows’ own way of writing a switch is seen there', () => {
    expect(forbiddenLaunchSwitch(['keyhold.exe', '/remote-debugging-port=1'], 'win32')).toBeDefined()
    expect(forbiddenLaunchSwitch(['keyhold', '/user-data-dir'], 'linux')).toBeUndefined()
  })

  it.each([
    [[]],
    [['/home/ada/inspect']],
    [['--ozone-platform=wayland']],
    [['--enable-features=x', '--lang=de']],
  ])('point 14: %j does not', (rest) => {
    expect(forbiddenLaunchSwitch(['/opt/keyhold', ...rest], 'linux')).toBeUndefined()
  })
})

describe('the host switch', () => {
  it('names what runs the app, outside a package only', () => {
    const argv = ['electron', '.', '--keyhold-host=test host']
    expect(hostLabel({ isPackaged: false }, argv)).toBe('test host')
    expect(hostLabel({ isPackaged: true }, argv)).toBeNull()
  })

  it.each(['', '<b>', 'a'.repeat(41), 'a\nb', 'ä'])('does not take %j for a label', (label) => {
    expect(hostLabel({ isPackaged: false }, ['electron', `--keyhold-host=${label}`])).toBeNull()
  })

  it('keeps keychain items of a host apart from the app’s own', () => {
    expect(keychainService(null)).toBe('Keyhold')
    expect(keychainService('test host')).toBe('Keyhold (test host)')
  })
})
