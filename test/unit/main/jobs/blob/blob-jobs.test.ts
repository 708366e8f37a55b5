import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FileRecord } from '../../../../../src/shared/model/file-record.ts'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'
import {
  Room,
  bytes,
  defaultOptions,
  jobsIn,
  localDoor,
  run,
  runPlan,
  sha256,
} from '../../../../support/jobs-room.ts'
import { memoryBlobs } from '../../../../support/memory-blobs.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { credentialsEnded, SignInDouble } from '../../../../support/sign-in-double.ts'

const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/a'
const awsDoor = { service: 'aws', connectionId: 'c', keyArn } as const
const asBlob: Partial<PlanOptions> = { format: 'kmsBlob', doors: [awsDoor] }

function blobRoom(room: Room) {
  const blobs = memoryBlobs()
  const keys = Object.assign(memoryKeyServices(), { blobs })
  const told: FileRecord[] = []
  const signIns = new SignInDouble()
  const { jobs } = jobsIn(room, {
    keys,
    signIns,
    record: (entry) => told.push(entry),
    trash: async (path) => fs.rmSync(path),
  })
  return { jobs, blobs, told, keys, signIns }
}

describe('a KMS ciphertext blob', () => {
  it.each(['kmsBlob', 'kmsBlobBase64'] as const)(
    'is made of a small file and opened again: %s',
    async (format) => {
      using room = new Room()
      const { jobs, blobs } = blobRoom(room)
      const file = room.write('a.bin', bytes(4096))
      const before = sha256(file)
      expect(await run(jobs, [file], { ...asBlob, format })).toMatchObject([
        { phase: 'done', verified: true, suite: null, resultName: 'a.bin.encrypted' },
      ])
      expect(sha256(file)).toBe(before)
      fs.rmSync(file)
      expect(await run(jobs, [room.path('a.bin.encrypted')])).toMatchObject([
        { phase: 'done', action: 'open', doors: [{ arn: keyArn }], keyMaterialId: 'ab'.repeat(32) },
      ])
      expect(sha256(file)).toBe(before)
      expect(blobs.handedOut.every((secret) => secret.isWiped)).toBe(true)
    },
  )

  it('in Base64 is one line of text', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    await run(jobs, [room.write('a', 'secret')], { ...asBlob, format: 'kmsBlobBase64' })
    expect(fs.readFileSync(room.path('a.encrypted'), 'latin1')).toMatch(/^AQICAH[A-Za-z0-9+/]+={0,2}\n$/)
  })

  it('is opened without a question where it is built as AWS builds it, whatever its name', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    await run(jobs, [room.write('a', 'secret')], asBlob)
    fs.renameSync(room.path('a.encrypted'), room.path('password.bin'))
    const plan = await jobs.plan([room.path('password.bin')], defaultOptions)
    expect(plan).toMatchObject({
      open: { files: 1 },
      kmsCalls: 1,
      items: [{ action: 'open', form: 'kmsBlob', question: null, resultName: 'password.bin.opened' }],
    })
    expect(await runPlan(jobs, plan)).toMatchObject([{ phase: 'done' }])
    expect(fs.readFileSync(room.path('password.bin.opened'), 'utf8')).toBe('secret')
  })

  it('that only begins like one is asked about, and encrypted or opened as the answer says', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    const file = room.write('maybe', Buffer.concat([Buffer.from([1, 2, 2, 0, 0x78]), bytes(100)]))
    const plan = await jobs.plan([file], defaultOptions)
    const [item] = plan.items
    expect(plan).toMatchObject({ open: { files: 0 }, encrypt: { files: 0 } })
    expect(item).toMatchObject({ question: 'looksLikeKmsBlob', form: 'kmsBlob' })
    const answered = async (choice: 'open' | 'encrypt') =>
      (await jobs.revise(plan.id, defaultOptions, [{ itemId: item?.id ?? '', choice }])).items[0]
    expect(await answered('open')).toMatchObject({ action: 'open', form: 'kmsBlob', question: null })
    expect(await answered('encrypt')).toMatchObject({ action: 'encrypt', form: 'message', question: null })
  })

  it('with another context is refused, with all three causes left', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    const context = [{ key: 'team', value: 'red' }]
    await run(jobs, [room.write('a', 'secret')], { ...asBlob, context })
    expect(await run(jobs, [room.path('a.encrypted')])).toMatchObject([
      { phase: 'failed', problem: { code: 'KMS_INVALID_CIPHERTEXT', facts: { causes: 'blob' } } },
    ])
    expect(room.names()).toEqual(['a', 'a.encrypted'])
    expect(await run(jobs, [room.path('a.encrypted')], { context })).toMatchObject([{ phase: 'done' }])
  })

  it('is known to the catalog by its own hash, with the key and its material', async () => {
    using room = new Room()
    const { jobs, told } = blobRoom(room)
    await run(jobs, [room.write('a', 'secret')], asBlob)
    await run(jobs, [room.path('a.encrypted')])
    const door = { keyId: keyArn, keyMaterialId: 'ab'.repeat(32) }
    const headerHash = sha256(room.path('a.encrypted'))
    expect(told).toMatchObject([
      { action: 'encrypt', suite: null, headerHash, doors: [door], seen: [{ at: 'result', headerHash }] },
      { action: 'open', suite: null, headerHash, doors: [door], seen: [{ at: 'source', headerHash }] },
    ])
  })

  it('counts its calls as the plan said', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    const paths = ['a', 'b', 'c'].map((name) => room.write(name, name))
    for (const verify of [true, false]) {
      const plan = await jobs.plan(paths, { ...defaultOptions, ...asBlob, verify })
      expect(plan).toMatchObject({ kmsCalls: verify ? 6 : 3, kmsCallsIfReused: null })
      await runPlan(jobs, plan)
      expect(jobs.snapshot().batches.at(-1)).toMatchObject({ kmsCalls: plan.kmsCalls, dataKeys: 0 })
    }
  })

  it('takes its original to the trash only once it was opened again', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    const [row] = await run(jobs, [room.write('a', 'secret')], {
      ...asBlob,
      original: 'trash',
      verify: false,
    })
    expect(row).toMatchObject({ phase: 'done', verified: true, original: 'trashed' })
    expect(room.names()).toEqual(['a.encrypted'])
  })

  it('that does not open again as it was is not published', async () => {
    using room = new Room()
    const { jobs, keys, blobs } = blobRoom(room)
    keys.blobs.seal = (request) => blobs0.seal({ ...request, plaintext: Buffer.from('other') })
    const blobs0 = memoryBlobs()
    blobs.open = blobs0.open
    expect(await run(jobs, [room.write('a', 'secret')], asBlob)).toMatchObject([
      { phase: 'failed', problem: { code: 'VERIFY_FAILED' } },
    ])
    expect(room.names()).toEqual(['a'])
    expect(blobs0.handedOut.every((secret) => secret.isWiped)).toBe(true)
  })

  it('is verified without a file being written, also in a folder, and not moved', async () => {
    using room = new Room()
    const { jobs, blobs, told } = blobRoom(room)
    await run(jobs, [room.write('top/a', 'secret')], asBlob)
    room.write('top/maybe', Buffer.concat([Buffer.from([1, 2, 2, 0, 0x78]), bytes(100)]))
    fs.renameSync(room.path('top/a.encrypted'), room.path('top/b'))
    const before = room.names()
    const plan = await jobs.plan([room.path('top')], { ...defaultOptions, intent: 'verify' })
    expect(plan).toMatchObject({ verify: { files: 1 }, kmsCalls: 1, plainFiles: 2 })
    expect(await runPlan(jobs, plan)).toMatchObject([{ phase: 'done', verified: true, resultName: null }])
    expect(room.names()).toEqual(before)
    expect(blobs.handedOut.every((secret) => secret.isWiped)).toBe(true)
    expect(told.at(-1)).toMatchObject({ action: 'verify', seen: [{ at: 'source' }] })
    const moving: PlanOptions = { ...defaultOptions, intent: 'move', doors: [awsDoor] }
    expect((await jobs.plan([room.path('top/b')], moving)).items).toMatchObject([
      { problem: { code: 'KMS_BLOB_IMPOSSIBLE', facts: { reason: 'move' } } },
    ])
  })

  it('waits for a sign-in like any other file', async () => {
    using room = new Room()
    const { jobs, blobs, signIns } = blobRoom(room)
    const { seal } = blobs
    blobs.seal = () => Promise.reject(credentialsEnded())
    const plan = await jobs.plan([room.write('a', 'x')], { ...defaultOptions, ...asBlob })
    const ended = runPlan(jobs, plan)
    while (signIns.waiting === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(jobs.snapshot().batches[0]?.waitingFor).toMatchObject({ files: 1 })
    blobs.seal = seal
    signIns.signedIn()
    expect(await ended).toMatchObject([{ phase: 'done' }])
  })
})

describe('what cannot be a KMS ciphertext blob', () => {
  it.each([
    [4097, 'tooLarge'],
    [0, 'empty'],
  ])('is a file of %i bytes', async (size, reason) => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    const plan = await jobs.plan([room.write('a', bytes(size))], { ...defaultOptions, ...asBlob })
    expect(plan).toMatchObject({
      encrypt: { files: 0 },
      items: [{ problem: { code: 'KMS_BLOB_IMPOSSIBLE', facts: { reason } } }],
    })
  })

  it('is a folder in one file', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    room.write('folder/a', 'x')
    const options = { ...defaultOptions, ...asBlob, folders: 'oneFile' as const }
    const [item] = (await jobs.plan([room.path('folder')], options)).items
    expect(item).toMatchObject({ problem: { code: 'KMS_BLOB_IMPOSSIBLE', facts: { reason: 'folder' } } })
  })

  it.each([[[localDoor]], [[awsDoor, localDoor]]])('is anything with the doors %j', async (doors) => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    const plan = await jobs.plan([room.write('a', 'x')], { ...defaultOptions, ...asBlob, doors })
    expect(plan.problem).toMatchObject({ code: 'KMS_BLOB_IMPOSSIBLE', facts: { reason: 'doors' } })
    expect(() => jobs.start(plan.id)).toThrow(expect.objectContaining({ code: 'KMS_BLOB_IMPOSSIBLE' }))
  })

  it('is a file that grew since the plan', async () => {
    using room = new Room()
    const { jobs } = blobRoom(room)
    const file = room.write('a', 'x')
    const plan = await jobs.plan([file], { ...defaultOptions, ...asBlob })
    fs.writeFileSync(file, bytes(5000))
    expect(await runPlan(jobs, plan)).toMatchObject([
      { phase: 'failed', problem: { code: 'KMS_BLOB_IMPOSSIBLE', facts: { reason: 'tooLarge' } } },
    ])
  })
})
