import { describe, expect, it } from 'vitest'
import { keystoreEnvironment } from '../../../../../src/main/keys/keystore/keystore-environment.ts'

describe('keystoreEnvironment', () => {
  it('passes the way to the Secret Service, the home folder and the language, and nothing else', () => {
    const environment = {
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
      XDG_RUNTIME_DIR: '/run/user/1000',
      HOME: '/home/someone',
      LANG: 'de_DE.UTF-8',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'secret',
      NODE_OPTIONS: '--inspect',
      LD_PRELOAD: 'evil.so',
      HTTPS_PROXY: 'proxy',
      PATH: '/usr/bin',
      home: 'another',
      LC_ALL: undefined,
    }
    expect(keystoreEnvironment(environment, 'linux')).toEqual({
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
      XDG_RUNTIME_DIR: '/run/user/1000',
      HOME: '/home/someone',
      LANG: 'de_DE.UTF-8',
    })
  })

  it('compares names without case on Windows, where they have none', () => {
    const environment = {
      SYSTEMROOT: 'C:\\Windows',
      UserProfile: 'C:\\Users\\x',
      Path: 'C:\\',
      Node_Options: '',
    }
    expect(keystoreEnvironment(environment, 'win32')).toEqual({
      SYSTEMROOT: 'C:\\Windows',
      UserProfile: 'C:\\Users\\x',
    })
  })

  it('passes the home folder on macOS', () => {
    expect(keystoreEnvironment({ HOME: '/Users/x', DYLD_INSERT_LIBRARIES: 'evil' }, 'darwin')).toEqual({
      HOME: '/Users/x',
    })
  })
})
