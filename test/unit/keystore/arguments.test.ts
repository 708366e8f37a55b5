import { describe, expect, it } from 'vitest'
import { formatArguments, parseArguments } from '../../../src/keystore/arguments.ts'

describe('the arguments of the keystore process', () => {
  it('are found among those of the host, with odd characters in them', () => {
    const wanted = { directory: '/home/ü b/=x', service: 'Keyhold test' }
    expect(parseArguments(['node', 'entry.js', '--type=utility', ...formatArguments(wanted)])).toEqual(wanted)
  })

  it('are both needed', () => {
    const [directory = ''] = formatArguments({ directory: '/store', service: 'Keyhold' })
    expect(() => parseArguments([directory])).toThrow(/service/)
    expect(() => parseArguments([])).toThrow(/directory/)
  })

  it('say whether the store stays locked until a person unlocks it', () => {
    const locked = { directory: '/store', service: 'Keyhold', start: 'locked' } as const
    expect(parseArguments(formatArguments(locked))).toEqual(locked)
  })
})
