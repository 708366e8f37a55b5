import { describe, expect, it } from 'vitest'
import { checkMusts, compareMusts } from '../../../scripts/check-musts.ts'

// Split, so that these titles do not count as tests of the real page.
const must = (number: number): string => ['F', number].join('-')

describe('the check of numbered MUSTs', () => {
  it('finds a test for every MUST of docs/format.md, and a MUST for every number in a title', () => {
    const { musts, withoutTest, unknown } = checkMusts()
    expect(musts.length).toBeGreaterThan(50)
    expect(new Set(musts).size).toBe(musts.length)
    expect({ withoutTest, unknown }).toEqual({ withoutTest: [], unknown: [] })
  })

  it('lists a MUST without a test and a number without a MUST', () => {
    const page = `| ${must(901)} | a | b |\n| ${must(902)} | a | b |\n`
    const tests = [
      `it('${must(902)} holds', () => 0)`,
      `it.each([1])('${must(903)} holds', () => 0)`,
      `// ${must(901)}`,
    ]
    expect(compareMusts(page, tests)).toEqual({
      musts: [must(901), must(902)],
      withoutTest: [must(901)],
      unknown: [must(903)],
    })
  })
})
