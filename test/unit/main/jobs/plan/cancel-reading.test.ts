import { describe, expect, it } from 'vitest'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { Room, defaultOptions, jobsIn } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const amount = 200

/** A folder of files, and a reading of it that is cancelled at the tenth call of `method`. */
async function cancelledAt(room: Room, method: 'inspect' | 'openToRead') {
  for (let index = 0; index < amount; index++) room.write(`top/${index}`, 'x')
  let calls = 0
  const files: Files = {
    ...quickFiles,
    [method]: (path: string) => {
      calls += 1
      if (calls === 10) jobs.cancelReading()
      return (quickFiles[method] as (path: string) => unknown)(path)
    },
  }
  const { jobs } = jobsIn(room, { files })
  const failed = await jobs.plan([room.path('top')], defaultOptions).catch((error: unknown) => error)
  return { jobs, failed, calls: () => calls }
}

describe('reading that is cancelled', () => {
  it.each(['inspect', 'openToRead'] as const)('stops while it goes on with %s', async (method) => {
    using room = new Room()
    const { failed, calls } = await cancelledAt(room, method)
    expect(failed).toMatchObject({ code: 'CANCELLED' })
    expect(calls()).toBeLessThan(20)
  })

  it('does not stop the next one', async () => {
    using room = new Room()
    const { jobs } = await cancelledAt(room, 'openToRead')
    const plan = await jobs.plan([room.path('top')], defaultOptions)
    expect(plan.encrypt.files).toBe(amount)
  })

  it('stops at the names of the results too', async () => {
    using room = new Room()
    for (let index = 0; index < amount; index++) room.write(`top/${index}`, 'x')
    let calls = 0
    const files: Files = {
      ...quickFiles,
      inspect: (path) => {
        if (path.endsWith('.encrypted')) calls += 1
        if (calls === 10) jobs.cancelReading()
        return quickFiles.inspect(path)
      },
    }
    const { jobs } = jobsIn(room, { files })
    await expect(jobs.plan([room.path('top')], defaultOptions)).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(calls).toBe(10)
  })
})
