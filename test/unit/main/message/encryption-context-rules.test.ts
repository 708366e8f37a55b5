import { describe, expect, it } from 'vitest'
import {
  checkCallerContext,
  reconcileContext,
} from '../../../../src/main/message/encryption-context-rules.ts'
import { codeOf, headerOf, keyOf, openWhole, sealWhole } from './support/whole-message.ts'

const plaintext = new TextEncoder().encode('a plaintext of some frames, well')
const full = new Map([
  ['a', '1'],
  ['b', '2'],
  ['c', '3'],
])

describe('encryption context rules', () => {
  it('F-12 keeps keys that start with aws-crypto- to the format', () => {
    expect(codeOf(() => checkCallerContext(new Map([['aws-crypto-public-key', 'x']])))).toBe(
      'ENCRYPTION_CONTEXT_INVALID',
    )
    expect(codeOf(() => checkCallerContext(new Map([['aws-crypto', 'x']])))).toBe('nothing')
    expect(codeOf(() => sealWhole(plaintext, { context: new Map([['aws-crypto-x', 'y']]) }))).toBe(
      'ENCRYPTION_CONTEXT_INVALID',
    )
  })

  it('F-47 refuses a reproduced pair whose value differs from the stored one', () => {
    expect(codeOf(() => reconcileContext(full, new Map([['a', '2']])))).toBe('ENCRYPTION_CONTEXT_MISMATCH')
  })

  it('F-46 takes the public key from the header alone', () => {
    const reproduced = new Map([['aws-crypto-public-key', 'A']])
    expect(codeOf(() => reconcileContext(new Map(), reproduced))).toBe('ENCRYPTION_CONTEXT_INVALID')
    expect(codeOf(() => reconcileContext(reproduced, reproduced))).toBe('nothing')
  })

  it('F-47 adds the pairs that are not stored, and calls those required', () => {
    const { full: joined, required } = reconcileContext(
      new Map([['a', '1']]),
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    )
    expect(joined).toEqual(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    )
    expect(required).toEqual(new Map([['b', '2']]))
  })

  it('F-48 leaves required pairs out of the header and needs them to open it', () => {
    const message = sealWhole(plaintext, { context: full, requiredContextKeys: new Set(['b', 'c']) })
    expect(headerOf(message).context).toEqual(new Map([['a', '1']]))
    const required = new Map([
      ['c', '3'],
      ['b', '2'],
    ])
    expect(openWhole(message, { requiredContext: required })).toEqual(Buffer.from(plaintext))
    expect(codeOf(() => openWhole(message))).toBe('MESSAGE_DAMAGED')
    expect(codeOf(() => openWhole(message, { requiredContext: new Map([['b', '2']]) }))).toBe(
      'MESSAGE_DAMAGED',
    )
    const wrong = new Map([
      ['b', '2'],
      ['c', '4'],
    ])
    expect(codeOf(() => openWhole(message, { requiredContext: wrong }))).toBe('MESSAGE_DAMAGED')
  })

  it('F-48 refuses a required key that has no pair', () => {
    expect(codeOf(() => sealWhole(plaintext, { context: full, requiredContextKeys: new Set(['d']) }))).toBe(
      'ENCRYPTION_CONTEXT_INVALID',
    )
  })

  it('F-48 refuses pairs that the writer did not require', () => {
    const message = sealWhole(plaintext, { context: full, dataKey: keyOf(7) })
    expect(codeOf(() => openWhole(message, { requiredContext: new Map([['d', '4']]) }))).toBe(
      'MESSAGE_DAMAGED',
    )
  })
})
