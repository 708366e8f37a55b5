import { describe, expect, it } from 'vitest'
import { UnreachableWays } from '../../../../src/main/keyrings/unreachable-ways.ts'
import type { KmsCalls } from '../../../../src/main/keys/aws-kms/kms-calls.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const unused = () => Promise.reject(new Error('no call is made'))
const way = (name: string) => {
  const calls: Pick<KmsCalls, 'decrypt'> = { decrypt: unused }
  return { name, calls: calls as KmsCalls }
}
const unreachable = new VaultError('KMS_UNREACHABLE', 'nobody answered')

function world() {
  const clock = { now: 1000 }
  const [first, second, third] = [way('first'), way('second'), way('third')]
  const ways = new UnreachableWays(() => clock.now)
  const order = () => ways.lastResort([first, second, third]).map(({ name }) => name)
  return { clock, ways, order, first, second }
}

describe('ways to a key', () => {
  it('keep their order while all answer', () => {
    expect(world().order()).toEqual(['first', 'second', 'third'])
  })

  it('are asked last where nobody answered, the others in their order', () => {
    const { ways, order, first } = world()
    ways.failed(first.calls, unreachable)
    expect(order()).toEqual(['second', 'third', 'first'])
  })

  it('rest for a minute, and no longer', () => {
    const { clock, ways, order, first } = world()
    ways.failed(first.calls, unreachable)
    clock.now += 59_999
    expect(order()).toEqual(['second', 'third', 'first'])
    clock.now += 1
    expect(order()).toEqual(['first', 'second', 'third'])
  })

  it('come first again once they answered', () => {
    const { ways, order, first, second } = world()
    ways.failed(first.calls, unreachable)
    ways.failed(second.calls, unreachable)
    ways.answered(first.calls)
    expect(order()).toEqual(['first', 'third', 'second'])
  })

  it('do not rest for a refusal, which is an answer', () => {
    const { ways, order, first } = world()
    ways.failed(first.calls, new VaultError('KMS_ACCESS_DENIED', 'no'))
    ways.failed(first.calls, new Error('something else'))
    expect(order()).toEqual(['first', 'second', 'third'])
  })

  it('go by a clock of their own where none is given', () => {
    const ways = new UnreachableWays()
    const [a, b] = [way('a'), way('b')]
    ways.failed(a.calls, unreachable)
    expect(ways.lastResort([a, b]).map(({ name }) => name)).toEqual(['b', 'a'])
  })
})
