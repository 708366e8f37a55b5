import { describe, expect, it } from 'vitest'
import { keystoreSpawner } from '../../../../src/main/shell/keystore-spawner.ts'

describe('starting the keystore process', () => {
  it('gives it the filtered environment, no Node arguments and nowhere to print', () => {
    const forked: unknown[][] = []
    const child = { on: () => child, once: () => child, postMessage: () => undefined, kill: () => true }
    const spawn = keystoreSpawner(
      {
        fork: (...args) => {
          forked.push(args)
          return child as never
        },
      },
      '/app/out/main/keystore.js',
    )
    spawn({ args: ['--store=/data'], environment: { HOME: '/home/ada' } })
    expect(forked).toStrictEqual([
      [
        '/app/out/main/keystore.js',
        ['--store=/data'],
        { env: { HOME: '/home/ada' }, execArgv: [], serviceName: 'Keyhold keystore', stdio: 'ignore' },
      ],
    ])
  })
})
