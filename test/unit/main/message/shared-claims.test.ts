import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SharedClaims } from '../../../../src/main/message/shared-claims.ts'

const join = (memory: SharedArrayBuffer, total: number): SharedClaims => {
  const claims = SharedClaims.join(memory, total)
  if (claims === null) throw new Error('joined with another total')
  return claims
}

describe('shared claims', () => {
  it('F-35 give every unit once and in order, whoever takes how many', () => {
    const takers = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 100,
      maxLength: 100,
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), takers, (total, steps) => {
        const memory = SharedClaims.memory()
        const all = [memory, memory, structuredClone(memory)].map((each) => join(each, total))
        let next = 0
        for (const [taker, most] of steps) {
          const claim = all[taker]?.take(most) ?? null
          if (claim === null) expect(next).toBe(total)
          else {
            expect(claim).toEqual({
              first: next,
              count: Math.min(most, total - next),
              last: next + most >= total,
            })
            next += claim.count
          }
        }
        expect(next).toBe(total)
      }),
    )
  })

  it('reach the largest total, and give nothing beyond it', () => {
    const claims = join(SharedClaims.memory(), 0xffff_ffff)
    expect(claims.take(0xffff_fffe)).toEqual({ first: 0, count: 0xffff_fffe, last: false })
    expect(claims.take(5)).toEqual({ first: 0xffff_fffe, count: 1, last: true })
    expect(claims.take(5)).toBe(null)
  })

  it('are not joined with two totals', () => {
    const memory = SharedClaims.memory()
    join(memory, 5)
    expect(SharedClaims.join(memory, 6)).toBe(null)
    expect(SharedClaims.join(memory, 5)).not.toBe(null)
  })

  it('give nothing once they are abandoned, joined before or after', () => {
    const memory = SharedClaims.memory()
    const claims = join(memory, 5)
    claims.take(1)
    SharedClaims.abandon(memory)
    expect([claims.take(1), join(memory, 5).take(1), SharedClaims.anyLeft(memory)]).toEqual([
      null,
      null,
      false,
    ])
    const untouched = SharedClaims.memory()
    SharedClaims.abandon(untouched)
    expect([join(untouched, 3).take(1), SharedClaims.anyLeft(untouched)]).toEqual([null, false])
  })

  it('say whether anything is left', () => {
    const memory = SharedClaims.memory()
    expect(SharedClaims.anyLeft(memory)).toBe(true)
    const claims = join(memory, 3)
    claims.take(2)
    expect(SharedClaims.anyLeft(memory)).toBe(true)
    claims.take(1)
    expect(SharedClaims.anyLeft(memory)).toBe(false)
  })
})
