import { expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import {
  Room,
  bytes,
  defaultOptions,
  jobsIn,
  run,
  runPlan,
  untilRows,
} from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

/** A disk whose free room a test decides, and how often it was looked at. */
function diskWithRoom(free: number) {
  const disk = { free, looks: 0 }
  const freeSpace = async (): Promise<number> => {
    disk.looks++
    return disk.free
  }
  const files: Files = { ...quickFiles, freeSpace }
  return { disk, files }
}

it('room is looked for again where a plan waited, with the plan’s own words; the plan stays', async () => {
  using room = new Room()
  const { disk, files } = diskWithRoom(100_000)
  const { jobs } = jobsIn(room, { files })
  const paths = ['a', 'b', 'c'].map((name) => room.write(name, bytes(1000)))
  const plan = await jobs.plan(paths, defaultOptions)
  disk.free = 3000
  const full = await jobs.plan(paths, defaultOptions)
  expect(full.problem).toMatchObject({ code: 'DISK_FULL' })
  const { code, message, facts } = full.problem ?? {}
  disk.looks = 0
  await expect(jobs.checkRoom(plan.id)).rejects.toMatchObject({ code, message, facts })
  expect(disk.looks).toBe(1)
  disk.free = 100_000
  await jobs.checkRoom(plan.id)
  expect((await runPlan(jobs, plan)).map(({ phase }) => phase)).toEqual(['done', 'done', 'done'])
  await expect(jobs.checkRoom(plan.id)).rejects.toMatchObject({ code: 'PLAN_NOT_FOUND' })
})

it('room is looked for again where files are tried again, for those alone', async () => {
  using room = new Room()
  const { disk, files } = diskWithRoom(100_000)
  const { jobs, keys } = jobsIn(room, { files })
  keys.beforeCall = () => {
    keys.beforeCall = () => {}
    throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
  }
  const rows = await run(
    jobs,
    ['a', 'b'].map((name) => room.write(name, bytes(1000))),
  )
  const { id: jobId = '', batchId = '' } = rows.find(({ phase }) => phase === 'failed') ?? {}
  disk.free = 1000
  for (const which of [{ jobId }, { batchId }])
    await expect(jobs.checkRoomAgain(which)).rejects.toMatchObject({ code: 'DISK_FULL' })
  // Enough for one file, not for both.
  disk.free = 2500
  for (const which of [{ jobId }, { batchId }]) await jobs.checkRoomAgain(which)
  jobs.retry(jobId)
  await untilRows(jobs, (all) => all.every(({ phase }) => phase === 'done'))
  disk.free = 0
  await jobs.checkRoomAgain({ batchId })
})

it('verifying again needs no room', async () => {
  using room = new Room()
  const { disk, files } = diskWithRoom(100_000)
  const keys = memoryKeyServices()
  const { jobs } = jobsIn(room, { files, keys })
  await run(jobs, [room.write('a', 'x')])
  keys.beforeCall = () => {
    throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
  }
  const [row] = await run(jobs, [room.path('a.encrypted')], { intent: 'verify' })
  expect(row?.phase).toBe('failed')
  disk.free = 0
  await jobs.checkRoomAgain({ jobId: row?.id ?? '' })
})
