import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FileRecord, RecordedDoor } from '../../../../../src/shared/model/file-record.ts'
import { jobRow } from '../../../../../src/shared/model/job.ts'
import { headerHashOf } from '../../../../../src/main/message/header-hash.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import { readHeader } from '../../../../../src/main/message/read-header.ts'
import { defaultPreferences } from '../../../../../src/main/jobs/preferences.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { Room, bytes, defaultOptions, jobsIn, run, runPlan, sha256 } from '../../../../support/jobs-room.ts'

function headerHash(file: string): string {
  const reading = readHeader(fs.readFileSync(file), defaultMessageLimits)
  if (reading.kind !== 'header') throw new Error('no header')
  return headerHashOf(reading.header)
}

describe('every kind of job', () => {
  it('packs a folder, verifies it, moves it to another key and unpacks it again', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('top/a', bytes(3000))
    room.write('top/sub/b', bytes(10))
    const before = ['top/a', 'top/sub/b'].map((name) => sha256(room.path(name)))
    const [packed] = await run(jobs, [room.path('top')], { folders: 'oneFile' })
    expect(packed).toMatchObject({ phase: 'done', action: 'pack', members: 2, size: 3010, verified: true })
    const file = room.path('top.tar.encrypted')
    const [verified] = await run(jobs, [file], { intent: 'verify' })
    expect(verified).toMatchObject({
      phase: 'done',
      action: 'verify',
      resultName: null,
      resultSize: null,
      verified: true,
    })
    const doors = [{ service: 'local', keyId: 'key-2' }] as const
    const [moved] = await run(jobs, [file], { intent: 'move', doors: [...doors] })
    expect(moved).toMatchObject({
      phase: 'done',
      action: 'move',
      doors: [{ name: 'key-2' }],
      original: 'kept',
    })
    fs.rmSync(room.path('top'), { recursive: true })
    const [unpacked] = await run(jobs, [room.path(moved?.resultName ?? '')])
    expect(unpacked).toMatchObject({ phase: 'done', action: 'unpack', members: 2, resultSize: 3010 })
    const folder = room.path(unpacked?.resultName ?? '')
    expect(['a', 'sub/b'].map((name) => sha256(`${folder}/${name}`))).toEqual(before)
    for (const row of jobs.snapshot().rows) jobRow.parse(row)
    expect(jobs.snapshot().batches).toMatchObject([
      { encryptFiles: 1 },
      { verifyFiles: 1 },
      { moveFiles: 1 },
      { openFiles: 1 },
    ])
  })

  it('signs where that was chosen, and never shares a data key then', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const paths = ['a', 'b'].map((name) => room.write(name, 'x'))
    const rows = await run(jobs, paths, { suite: '0578', reuseDataKey: true })
    expect(rows).toMatchObject([
      { phase: 'done', suite: '0578', dataKeyReused: false },
      { phase: 'done', suite: '0578', dataKeyReused: false },
    ])
    expect(jobs.snapshot().batches).toMatchObject([{ dataKeys: 2 }])
    expect(await run(jobs, [room.path('a.encrypted')])).toMatchObject([{ phase: 'done', suite: '0578' }])
  })

  it('keeps the time of a file only where that was chosen', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const then = new Date('2020-02-03T04:05:06.789Z')
    for (const keepTimes of [true, false]) {
      const file = room.write(`kept ${keepTimes}`, 'x')
      fs.utimesSync(file, then, then)
      await run(jobs, [file], { keepTimes })
      fs.rmSync(file)
      await run(jobs, [`${file}.encrypted`])
      expect(Math.abs(fs.statSync(file).mtimeMs - then.getTime()) < 2, `${keepTimes}`).toBe(keepTimes)
    }
  })

  it('binds the chosen pairs, and opens no message without the pairs that the settings ask for', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const requiredContext = [{ key: 'project', value: 'rushes' }]
    const asks = { preferences: () => ({ ...defaultPreferences, requiredContext }) }
    await run(jobsIn(room, { keys }).jobs, [room.write('a', 'x'), room.write('b', 'x')])
    await run(jobsIn(room, { keys }).jobs, [room.write('c', 'x')], { context: requiredContext })
    const { jobs } = jobsIn(room, { keys, ...asks })
    const files = ['a', 'c'].map((name) => room.path(`${name}.encrypted`))
    const rows = await run(jobs, files, { doors: [] })
    expect(rows.map(({ name, phase }) => [name, phase])).toEqual([
      ['a.encrypted', 'failed'],
      ['c.encrypted', 'done'],
    ])
  })
})

describe('what the catalog is told', () => {
  it('is one entry for each job that was begun, with the names that stay', async () => {
    using room = new Room()
    const told: FileRecord[] = []
    const keys = memoryKeyServices()
    const { jobs } = jobsIn(room, { keys, record: (entry) => told.push(entry) })
    const file = room.write('a', 'secret')
    await run(jobs, [file])
    const result = room.path('a.encrypted')
    const written = { result, suite: '0478', headerHash: headerHash(result), verified: true, code: null }
    expect(told).toMatchObject([
      { action: 'encrypt', source: file, size: 6, ...written, seconds: expect.any(Number) },
    ])
    expect(told[0]?.doors).toMatchObject([{ label: { name: 'key-1' } }])
    await run(jobs, [result], { intent: 'verify' })
    expect(told[1]).toMatchObject({
      action: 'verify',
      source: result,
      result: null,
      headerHash: headerHash(result),
    })
    keys.beforeCall = () => {
      throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    await run(jobs, [room.write('b', 'x')])
    expect(told[2]).toMatchObject({
      source: room.path('b'),
      result: null,
      headerHash: null,
      code: 'KMS_ACCESS_DENIED',
    })
  })

  it.each(['auto', 'verify', 'move'] as const)(
    'names the doors, the suite and the header of a message that failed: %s',
    async (intent) => {
      using room = new Room()
      const told: FileRecord[] = []
      const { jobs, keys } = jobsIn(room, { record: (entry) => told.push(entry) })
      const doors = ['key-1', 'key-2'].map((keyId) => ({ service: 'local', keyId }) as const)
      await run(jobs, [room.write('a', 'secret')], { doors })
      keys.beforeCall = () => {
        throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
      }
      const file = room.path('a.encrypted')
      await run(jobs, [file], { intent, doors: [{ service: 'local', keyId: 'key-3' }] })
      const [written, failed] = told
      expect(failed).toMatchObject({
        result: null,
        code: 'KMS_ACCESS_DENIED',
        suite: '0478',
        headerHash: headerHash(file),
      })
      expect(failed?.doors).toHaveLength(2)
      expect(failed?.doors.map(idsOf)).toEqual(written?.doors.map(idsOf))
      expect(failed?.doors.map(({ label }) => label.name)).toEqual(['key-1', 'key-2'])
    },
  )

  it('names no doors of a message that is encrypted once more and failed', async () => {
    using room = new Room()
    const told: FileRecord[] = []
    const { jobs, keys } = jobsIn(room, { record: (entry) => told.push(entry) })
    await run(jobs, [room.write('a', 'secret')])
    keys.beforeCall = () => {
      throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    const plan = await jobs.plan([room.path('a.encrypted')], defaultOptions)
    const decisions = plan.items.map(({ id }) => ({ itemId: id, choice: 'encrypt' }) as const)
    await runPlan(jobs, await jobs.revise(plan.id, defaultOptions, decisions))
    expect(told[1]).toMatchObject({ action: 'encrypt', doors: [], suite: null, headerHash: null })
  })

  it('leaves out what was cancelled before it began', async () => {
    using room = new Room()
    const told: FileRecord[] = []
    const { jobs } = jobsIn(room, { record: (entry) => told.push(entry) })
    const plan = await jobs.plan([room.write('a', 'x')], defaultOptions)
    const ended = runPlan(jobs, plan)
    jobs.cancel(jobs.snapshot().batches[0]?.id ?? '', null)
    expect(await ended).toMatchObject([{ phase: 'cancelled' }])
    expect(told).toEqual([])
  })
})

function idsOf({ keyId, keyMaterialId }: RecordedDoor): Omit<RecordedDoor, 'label'> {
  return { keyId, keyMaterialId }
}
