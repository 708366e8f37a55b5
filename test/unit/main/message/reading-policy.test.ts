import { describe, expect, it } from 'vitest'
import { suiteOf } from '../../../../src/main/message/algorithm-suite.ts'
import {
  checkCommitmentOnReading,
  checkCommitmentOnWriting,
} from '../../../../src/main/message/commitment-policy.ts'
import { defaultMessageLimits } from '../../../../src/main/message/message-limits.ts'
import { openMessage } from '../../../../src/main/message/open-message.ts'
import { checkReadingPolicy } from '../../../../src/main/message/reading-policy.ts'
import { craftMessage } from './support/crafted-message.ts'
import { codeOf, headerOf, keyOf, sealWhole } from './support/whole-message.ts'

const older = headerOf(craftMessage({ suite: '0178', frameLength: 4, frames: [] }))
const forbid = 'FORBID_ENCRYPT_ALLOW_DECRYPT'
const allow = 'REQUIRE_ENCRYPT_ALLOW_DECRYPT'
const requireBoth = 'REQUIRE_ENCRYPT_REQUIRE_DECRYPT'

describe('the commitment policy', () => {
  it.each([
    [forbid, '0178', 'nothing'],
    [forbid, '0478', 'nothing'],
    [allow, '0178', 'nothing'],
    [allow, '0578', 'nothing'],
    [requireBoth, '0178', 'COMMITMENT_REQUIRED'],
    [requireBoth, '0014', 'COMMITMENT_REQUIRED'],
    [requireBoth, '0478', 'nothing'],
    [requireBoth, '0578', 'nothing'],
  ] as const)('F-73 under %s, reading %s: %s', (policy, suite, code) => {
    expect(codeOf(() => checkCommitmentOnReading(suiteOf(suite), policy))).toBe(code)
  })

  it.each([
    [forbid, '0178', 'nothing'],
    [forbid, '0478', 'INVALID_REQUEST'],
    [allow, '0178', 'INVALID_REQUEST'],
    [allow, '0578', 'nothing'],
    [requireBoth, '0178', 'INVALID_REQUEST'],
    [requireBoth, '0478', 'nothing'],
  ] as const)('F-73 under %s, writing %s: %s', (policy, suite, code) => {
    expect(codeOf(() => checkCommitmentOnWriting(suiteOf(suite), policy))).toBe(code)
  })

  it('F-73 asks for commitment unless a person allowed to do without', () => {
    expect(codeOf(() => checkReadingPolicy(older, defaultMessageLimits))).toBe('COMMITMENT_REQUIRED')
    const limits = { ...defaultMessageLimits, commitmentPolicy: allow } as const
    expect(codeOf(() => checkReadingPolicy(older, limits))).toBe('nothing')
  })

  it('F-73 is checked again where the message is opened', () => {
    expect(codeOf(() => openMessage({ header: older, dataKey: keyOf(7) }))).toBe('COMMITMENT_REQUIRED')
    const limits = { ...defaultMessageLimits, commitmentPolicy: forbid } as const
    expect(codeOf(() => openMessage({ header: older, dataKey: keyOf(7), limits }))).toBe('nothing')
  })

  it('F-22 does not let a committing header go without its commitment', () => {
    const header = headerOf(sealWhole(new Uint8Array(3)))
    const without = { ...header, commitment: null }
    expect(codeOf(() => openMessage({ header: without, dataKey: keyOf(7) }))).toBe('COMMITMENT_MISMATCH')
  })
})

describe('unsigned messages only', () => {
  const limits = { ...defaultMessageLimits, unsignedOnly: true }

  it('F-74 refuses a signed one as soon as its header was read', () => {
    const signed = headerOf(sealWhole(new Uint8Array(3), { suite: '0578' }))
    expect(codeOf(() => checkReadingPolicy(signed, limits))).toBe('MESSAGE_UNSUPPORTED')
    expect(codeOf(() => openMessage({ header: signed, dataKey: keyOf(7), limits }))).toBe(
      'MESSAGE_UNSUPPORTED',
    )
    expect(codeOf(() => checkReadingPolicy(signed, defaultMessageLimits))).toBe('nothing')
  })

  it('F-74 takes an unsigned one', () => {
    const unsigned = headerOf(sealWhole(new Uint8Array(3)))
    expect(codeOf(() => checkReadingPolicy(unsigned, limits))).toBe('nothing')
  })
})
