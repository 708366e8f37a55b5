import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  callerPairsOf,
  checkCallerContext,
  publicKeyPair,
  reconcileContext,
} from '../../../../src/main/message/encryption-context-rules.ts'
import { hashOfWrittenHeader, headerHashOf } from '../../../../src/main/message/header-hash.ts'
import { craftMessage } from './support/crafted-message.ts'
import { headerOf } from './support/whole-message.ts'

describe('the hash of a header', () => {
  it.each(['0178', '0478'] as const)('of suite %s is that of its bytes in the file', (suite) => {
    const frames = [{ kind: 'final', sequence: 1, content: Buffer.from('x') }] as const
    const message = craftMessage({ suite, frameLength: 4, frames, tagIv: new Uint8Array(12) })
    const header = headerOf(message)
    const bytes = message.subarray(0, header.headerLength)
    const expected = createHash('sha256').update(bytes).digest('hex')
    expect(headerHashOf(header)).toBe(expected)
    expect(hashOfWrittenHeader(bytes)).toBe(expected)
  })
})

describe('pairs that the format keeps for itself', () => {
  it('are left out of what a caller gave', () => {
    const context = new Map([
      [publicKeyPair, 'key'],
      ['purpose', 'test'],
      ['not aws-crypto-', 'kept'],
    ])
    expect([...callerPairsOf(context).keys()]).toEqual(['purpose', 'not aws-crypto-'])
  })

  it('are named where they are refused, and cut where they are long', () => {
    const long = `aws-crypto-${'x'.repeat(300)}`
    const refused = {
      code: 'ENCRYPTION_CONTEXT_INVALID',
      facts: { pair: long.slice(0, 256), reason: 'reserved' },
    }
    expect(() => checkCallerContext(new Map([[long, '']]))).toThrow(expect.objectContaining(refused))
  })

  it('are not the only ones that a refusal names: so is a pair that does not match', () => {
    const stored = new Map([['a', '1']])
    expect(() => reconcileContext(stored, new Map([['a', '2']]))).toThrow(
      expect.objectContaining({ facts: { pair: 'a' } }),
    )
  })
})
