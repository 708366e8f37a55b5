import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { olderCopyRoom, type OlderCopyRoom } from '../../support/older-copy-room.ts'
import { powerCutAfter } from '../../support/power-cut.ts'

let room: OlderCopyRoom
beforeEach(async () => {
  room = await olderCopyRoom()
})
afterEach(() => room.bench.remove())

describe('a power cut while an older copy is opened', () => {
  it.each([
    ['behind', () => room.putBack(room.older)],
    ['without an epoch item', () => (room.putBack(room.older), room.loseEpoch())],
  ])('leaves the question or the open store, whatever the step: %s', async (_what, happens) => {
    const outcomes: string[] = []
    const items = new Map(room.bench.keychain.items)
    for (let steps = 0; ; steps += 1) {
      for (const [account, value] of items) room.bench.keychain.items.set(account, value)
      for (const copy of room.copies()) rmSync(join(room.bench.paths.folder, copy))
      happens()
      const seen = await room.bench.start()
      const { status } = seen
      seen.close()
      const cut = powerCutAfter(steps, room.bench.keychain)
      const vault = await room.bench.start(cut)
      await vault.acceptOlderCopy().catch(() => undefined)
      vault.close()
      const after = await room.bench.start()
      outcomes.push(after.status.state)
      if (after.status.state === 'olderCopy') {
        expect(after.status).toMatchObject({ keyCount: status.state === 'olderCopy' ? status.keyCount : -1 })
        expect(await after.acceptOlderCopy()).toMatchObject({ state: 'open' })
      }
      expect(await room.names(after)).toEqual(['one'])
      after.close()
      room.putBack(room.newer)
      expect((await room.restarted()).status.state).toBe('olderCopy')
      if (!cut.hasCut()) break
    }
    expect(new Set(outcomes)).toEqual(new Set(['olderCopy', 'open']))
    expect(outcomes.lastIndexOf('olderCopy')).toBeLessThan(outcomes.indexOf('open'))
  })
})
