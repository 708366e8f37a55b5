import { expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { heldEngine } from '../../../../support/held-engine.ts'
import { Room, defaultOptions, jobsIn, run, untilRows } from '../../../../support/jobs-room.ts'

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`)

it('the source of a job is shown only once the job is over', async () => {
  using room = new Room()
  const held = heldEngine()
  const { jobs } = jobsIn(room, { engine: held.engine, small: 1 })
  jobs.start((await jobs.plan([room.write('a', 'x')], defaultOptions)).id)
  const [row] = await untilRows(jobs, (rows) => rows[0]?.phase === 'working')
  const id = row?.id ?? ''
  expect(() => jobs.revealTarget(id, 'source')).toThrow(expect.objectContaining({ code: 'JOB_NOT_FOUND' }))
  held.letGo()
  await untilRows(jobs, (rows) => rows[0]?.phase === 'done')
  expect(jobs.revealTarget(id, 'source')).toBe(room.path('a'))
})

it('finished rows are kept up to a bound; the oldest that went well go first, their figures stay', async () => {
  using room = new Room()
  const { jobs, keys } = jobsIn(room, { mostFinished: 3, small: 1 })
  keys.beforeCall = () => {
    throw new VaultError('KEY_DISABLED', 'disabled')
  }
  const [failed] = await run(jobs, [room.write('failed', 'x')])
  keys.beforeCall = () => {}
  await run(
    jobs,
    names(4).map((name) => room.write(name, 'x')),
  )
  const { rows, batches } = jobs.snapshot()
  expect(rows.map((row) => row.name).toSorted()).toEqual(['2', '3', 'failed'])
  expect(failed?.phase).toBe('failed')
  expect(batches).toMatchObject([{ failed: 1 }, { done: 4, encryptFiles: 4, bytesDone: 4 }])
  await run(jobs, [room.write('last', 'x')])
  expect(
    jobs
      .snapshot()
      .rows.map((row) => row.name)
      .toSorted(),
  ).toEqual(['3', 'failed', 'last'])
})
