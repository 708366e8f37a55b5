import { expect, it } from 'vitest'
import { ChangesUnderWay } from '../../../../src/main/key-admin/changes-under-way.ts'

function underWay() {
  const changes = new ChangesUnderWay()
  const end = Promise.withResolvers<string>()
  const { change } = changes.watching({ change: () => end.promise })
  return { changes, end, change }
}

it('waits for a change that was sent before the app ends', async () => {
  const { changes, end, change } = underWay()
  const log: string[] = []
  const answered = change().then((answer) => log.push(answer))
  const settled = changes.settled().then(() => log.push('ended'))
  expect(changes.count).toBe(1)
  end.resolve('changed')
  await Promise.all([answered, settled])
  expect(log).toEqual(['changed', 'ended'])
  expect(changes.count).toBe(0)
})

it('is done with a change that failed', async () => {
  const { changes, end, change } = underWay()
  const refused = expect(change()).rejects.toThrow('refused')
  end.reject(new Error('refused'))
  await changes.settled()
  await refused
  expect(changes.count).toBe(0)
})

it('does not wait for ever', async () => {
  const { changes, change } = underWay()
  void change()
  await changes.settled(1)
  expect(changes.count).toBe(1)
})
