import { describe, expect, it } from 'vitest'
import { joinSameCalls } from '../../../../../src/main/key-admin/managing/join-same-calls.ts'

/** A handler that ends when the test says so. */
function held() {
  const calls: unknown[] = []
  const ends: (() => void)[] = []
  const { make } = joinSameCalls({
    make: async (input: { readonly name: string }) => {
      calls.push(input)
      await new Promise<void>((resolve) => ends.push(resolve))
      if (input.name === 'bad') throw new Error('refused')
      return calls.length
    },
  })
  return { calls, make, end: () => ends.splice(0).forEach((resolve) => resolve()) }
}

describe('a call that is made again while it runs', () => {
  it('is the same call, and shares its answer', async () => {
    const { calls, make, end } = held()
    const both = [make({ name: 'a' }), make({ name: 'a' })]
    end()
    expect(await Promise.all(both)).toStrictEqual([1, 1])
    expect(calls).toHaveLength(1)
  })

  it('is another call where it asks for something else, or where the first one is over', async () => {
    const { calls, make, end } = held()
    const first = [make({ name: 'a' }), make({ name: 'b' })]
    end()
    await Promise.all(first)
    const again = make({ name: 'a' })
    end()
    await again
    expect(calls).toHaveLength(3)
  })

  it('fails for both, and may be tried again', async () => {
    const { calls, make, end } = held()
    const both = [make({ name: 'bad' }), make({ name: 'bad' })]
    end()
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toStrictEqual([
      'rejected',
      'rejected',
    ])
    const again = make({ name: 'bad' })
    end()
    await expect(again).rejects.toThrow('refused')
    expect(calls).toHaveLength(2)
  })
})
