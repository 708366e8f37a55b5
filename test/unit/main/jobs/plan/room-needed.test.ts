import { describe, expect, it } from 'vitest'
import { Room, bytes, defaultOptions, jobsIn } from '../../../../support/jobs-room.ts'
import { knowingKeyServices } from '../../../../support/knowing-key-services.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'
import { messageLength } from '../../../../../src/main/message/message-size.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const size = 5000
const message = craftMessage({
  frameLength: size,
  frames: [{ kind: 'final', sequence: 1, content: bytes(size) }],
})

/** The room that a plan says it needs for `name` where the disk is full; null where it needs none. */
async function needOf(name: string, content: Uint8Array, options: Partial<PlanOptions> = {}) {
  using room = new Room()
  const files = { ...quickFiles, freeSpace: () => Promise.resolve(-1) }
  const { jobs } = jobsIn(room, { files, keys: knowingKeyServices() })
  room.write(name, content)
  const plan = await jobs.plan([room.path(name.split('/')[0] ?? '')], { ...defaultOptions, ...options })
  return plan.problem === null ? null : Number(plan.problem.facts['need'])
}

describe('room for results', () => {
  it('is needed for a whole message with its header, and for content no longer than the message', async () => {
    expect(await needOf('a', bytes(size))).toBeGreaterThan(messageLength(200, size, 1024 * 1024))
    expect(await needOf('a.encrypted', message)).toBe(message.length)
  })

  it('is needed for a moved message though the old one goes to the trash, and for a folder with its tar', async () => {
    expect(await needOf('a.encrypted', message, { intent: 'move', original: 'trash' })).toBeGreaterThan(size)
    expect(await needOf('top/a', bytes(size), { folders: 'oneFile' })).toBeGreaterThan(size + 1024)
    expect(await needOf('top.tar.encrypted', message)).toBe(message.length)
  })

  it('grows with small frames and long pairs', async () => {
    const plain = Number(await needOf('a', bytes(size)))
    expect(await needOf('a', bytes(size), { frameLength: 10 })).toBeGreaterThan(plain + 32 * 400)
    const context = [{ key: 'k', value: 'v'.repeat(8000) }]
    expect(await needOf('a', bytes(size), { context })).toBeGreaterThan(plain + 8000)
  })

  it('is not needed to verify', async () => {
    expect(await needOf('a.encrypted', message, { intent: 'verify' })).toBe(null)
  })
})
