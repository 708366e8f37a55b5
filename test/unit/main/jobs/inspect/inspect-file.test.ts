import fs from 'node:fs'
import { createHash, generateKeyPairSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspection as inspectionSchema } from '../../../../../src/shared/model/inspection.ts'
import type { Inspection } from '../../../../../src/shared/model/inspection.ts'
import type { KeyState } from '../../../../../src/shared/model/key.ts'
import type { KeyServices } from '../../../../../src/main/doors/key-services.ts'
import { inspectFile } from '../../../../../src/main/jobs/inspect/inspect-file.ts'
import { defaultPreferences } from '../../../../../src/main/jobs/preferences.ts'
import type { JobPreferences } from '../../../../../src/main/jobs/preferences.ts'
import { serializeEncryptionContext } from '../../../../../src/main/message/encryption-context-codec.ts'
import { encryptIn } from '../../../../support/file-work.ts'
import { Room, bytes, defaultOptions, jobsIn, runPlan } from '../../../../support/jobs-room.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'
import type { Crafted } from '../../message/support/crafted-message.ts'

const servicesOf = (room: Room, keyServices: KeyServices, preferences: JobPreferences) => ({
  files: quickFiles,
  keyServices,
  preferences: () => preferences,
  protectedFolders: [room.userData, room.appFolder],
  homeFolder: room.root,
})

/** What a file is said to be, held to its schema. */
async function look(
  room: Room,
  name: string,
  more: { keys?: KeyServices; preferences?: JobPreferences } = {},
) {
  const { keys = memoryKeyServices(), preferences = defaultPreferences } = more
  return inspectionSchema.parse(await inspectFile(room.path(name), servicesOf(room, keys, preferences)))
}

const messageIn = ({ message }: Inspection) => {
  if (message === null) throw new Error('a message was expected')
  return message
}

const framed = (size: number, frameLength: number): Crafted => {
  const regular = Math.max(0, Math.ceil(size / frameLength) - 1)
  const frames = Array.from({ length: regular }, (_, index) => ({
    kind: 'regular' as const,
    sequence: index + 1,
    content: new Uint8Array(frameLength),
  }))
  const last = {
    kind: 'final' as const,
    sequence: regular + 1,
    content: new Uint8Array(size - regular * frameLength),
  }
  return { frameLength, frames: [...frames, last] }
}

describe('a message that is looked at', () => {
  it('tells suite, doors, pairs and size, and calls no key', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const { jobs } = jobsIn(room, { keys })
    const context = [{ key: 'team', value: 'media' }]
    const plan = await jobs.plan([room.write('a.txt', 'hello')], { ...defaultOptions, context })
    await runPlan(jobs, plan)
    keys.beforeCall = () => {
      throw new Error('no key is called')
    }
    const seen = await look(room, 'a.txt.encrypted', { keys })
    const file = fs.readFileSync(room.path('a.txt.encrypted'))
    expect(seen).toMatchObject({
      name: 'a.txt.encrypted',
      folder: '~/work',
      size: file.length,
      problem: null,
    })
    expect(messageIn(seen)).toMatchObject({
      suite: '0478',
      version: 2,
      commits: true,
      signed: false,
      framed: true,
      frameLength: 1024 * 1024,
      messageId: file.subarray(3, 35).toString('hex'),
      plaintextSize: 5,
      complete: 'complete',
    })
    expect(messageIn(seen).doors).toMatchObject([
      { label: { name: 'key-1', known: true }, providerId: 'keyhold-test', problem: null },
    ])
  })

  it('has the hash of the header as it stands in the file, in both versions', async () => {
    using room = new Room()
    for (const suite of ['0478', '0178'] as const) {
      const frames = [{ kind: 'final', sequence: 1, content: bytes(10) }] as const
      const crafted = craftMessage({ suite, frameLength: 100, frames, tagIv: bytes(12) })
      room.write(suite, crafted)
      const { headerHash, headerBytes } = messageIn(await look(room, suite))
      const header = crafted.subarray(0, crafted.length - 50)
      expect([headerBytes, headerHash]).toEqual([
        header.length,
        createHash('sha256').update(header).digest('hex'),
      ])
    }
  })

  it('that is not framed, signed, and older than key commitment is told as it is', async () => {
    using room = new Room()
    const frames = [{ kind: 'singleBlock', sequence: 1, content: bytes(77) }] as const
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const context = serializeEncryptionContext(new Map([['aws-crypto-public-key', 'AA==']]))
    const crafted = craftMessage({ suite: '0378', frameLength: 0, frames, context, signingKey: privateKey })
    room.write('old', crafted)
    expect(messageIn(await look(room, 'old'))).toMatchObject({
      suite: '0378',
      version: 1,
      commits: false,
      signed: true,
      framed: false,
      frameLength: null,
      plaintextSize: 77,
      complete: 'complete',
    })
  })

  it('under a key that this vault has not says so at its door', async () => {
    using room = new Room()
    room.write('a.bin', bytes(10))
    await encryptIn(room)
    const [door] = messageIn(await look(room, 'a.bin.encrypted')).doors
    expect(door).toMatchObject({ label: { known: false }, problem: { code: 'KEY_NOT_FOUND' } })
  })

  it('under a key that was listed as disabled says so at its door', async () => {
    using room = new Room()
    room.write('a.bin', bytes(10))
    await encryptIn(room)
    const label = { kind: 'aws', name: 'media', where: 'eu-central-1', arn: 'arn', known: true } as const
    const recognised = { label, problem: null, service: 'aws', keyId: 'arn', keyMaterialId: null } as const
    const doorIn = async (state: KeyState) => {
      const keys: KeyServices = {
        ...memoryKeyServices(),
        recognise: async () => [
          { ...recognised, account: '1', region: 'eu-central-1', connectionIds: ['c'], state },
        ],
      }
      return messageIn(await look(room, 'a.bin.encrypted', { keys })).doors[0]
    }
    expect(await doorIn('Disabled')).toMatchObject({
      account: '1',
      region: 'eu-central-1',
      problem: { code: 'KEY_DISABLED', facts: { name: 'media' } },
    })
    expect((await doorIn('PendingDeletion'))?.problem?.code).toBe('KEY_STATE_INVALID')
    for (const state of ['Enabled', 'Updating'] as const) expect((await doorIn(state))?.problem).toBe(null)
  })

  it('shows pairs of any length, and none that would look like something else', async () => {
    using room = new Room()
    const context = serializeEncryptionContext(
      new Map([
        ['', 'x'.repeat(60_000)],
        ['k\u{202e}', '\u{0}'],
      ]),
    )
    room.write('a', craftMessage({ ...framed(5, 100), context }))
    expect(messageIn(await look(room, 'a')).context).toEqual([
      { key: '', value: 'x'.repeat(60_000) },
      { key: 'k\u{fffd}', value: '\u{fffd}' },
    ])
  })
})

describe('where a message ends', () => {
  it('F-40 and F-01 is found for every size; a byte fewer is cut, a byte more is too long', async () => {
    using room = new Room()
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2000),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.nat(3000),
        async (size, frameLength, more, fewer) => {
          const whole = craftMessage(framed(size, frameLength))
          room.write('whole', whole)
          expect(messageIn(await look(room, 'whole'))).toMatchObject({
            plaintextSize: size,
            complete: 'complete',
          })
          room.write('long', Buffer.concat([whole, Buffer.alloc(more, 0x5a)]))
          expect(messageIn(await look(room, 'long'))).toMatchObject({
            plaintextSize: size,
            complete: 'tooLong',
          })
          const { headerBytes } = messageIn(await look(room, 'whole'))
          const length = Math.max(headerBytes, whole.length - 1 - fewer)
          room.write('cut', whole.subarray(0, length))
          expect(messageIn(await look(room, 'cut'))).toMatchObject({ plaintextSize: null, complete: 'cut' })
        },
      ),
      { numRuns: 40 },
    )
  })

  it.each([
    ['has another number', { kind: 'final', sequence: 3, content: bytes(10) }],
    ['is longer than its frames', { kind: 'final', sequence: 2, content: bytes(200) }],
    ['is a regular one', { kind: 'regular', sequence: 2, content: bytes(100) }],
  ] as const)('is not there where what should be its final frame %s', async (_what, last) => {
    using room = new Room()
    const first = { kind: 'regular', sequence: 1, content: bytes(100) } as const
    room.write('a', craftMessage({ frameLength: 100, frames: [first, last] }))
    expect(messageIn(await look(room, 'a'))).toMatchObject({ plaintextSize: null, complete: 'cut' })
  })

  it('is behind the footer of a signed message', async () => {
    using room = new Room()
    room.write('a.bin', bytes(2500))
    const { path: signed } = await encryptIn(room, { suite: '0578' })
    const whole = fs.readFileSync(signed)
    expect(messageIn(await look(room, 'a.bin.encrypted'))).toMatchObject({
      signed: true,
      plaintextSize: 2500,
      complete: 'complete',
    })
    for (const fewer of [1, 60, 110]) {
      room.write('cut', whole.subarray(0, whole.length - fewer))
      expect(messageIn(await look(room, 'cut')).complete, `${fewer} fewer`).toBe('cut')
    }
    room.write('long', Buffer.concat([whole, Buffer.alloc(1)]))
    expect(messageIn(await look(room, 'long')).complete).toBe('tooLong')
  })

  it('of a message that is not framed is where its length says', async () => {
    using room = new Room()
    const frames = [{ kind: 'singleBlock', sequence: 1, content: bytes(77) }] as const
    const whole = craftMessage({ suite: '0178', frameLength: 0, frames })
    room.write('cut', whole.subarray(0, whole.length - 1))
    room.write('long', Buffer.concat([whole, Buffer.alloc(9)]))
    expect(messageIn(await look(room, 'cut'))).toMatchObject({ plaintextSize: null, complete: 'cut' })
    expect(messageIn(await look(room, 'long'))).toMatchObject({ plaintextSize: 77, complete: 'tooLong' })
  })

  it('F-43 is found with few reads in a file of a million frames, whatever its header says', async () => {
    using room = new Room()
    room.write('a', craftMessage(framed(3, 1)))
    fs.truncateSync(room.path('a'), 40_000_000)
    let reads = 0
    const files = {
      ...quickFiles,
      openToRead: async (path: string) => {
        const file = await quickFiles.openToRead(path)
        const read = (into: Uint8Array, position: number) => {
          reads++
          return file.read(into, position)
        }
        return { ...file, read }
      },
    }
    const services = { ...servicesOf(room, memoryKeyServices(), defaultPreferences), files }
    const seen = await inspectFile(room.path('a'), services)
    expect(messageIn(seen)).toMatchObject({ plaintextSize: 3, complete: 'tooLong' })
    expect(reads).toBeLessThan(40)
  })
})

describe('a file that is no message', () => {
  it.each([
    ['plain text', 'hello, this is no message', 'MESSAGE_NOT_RECOGNISED'],
    ['empty', '', 'MESSAGE_TRUNCATED'],
    ['base64 of one', craftMessage(framed(10, 100)).toString('base64'), 'MESSAGE_UNSUPPORTED'],
    ['cut in its header', craftMessage(framed(10, 100)).subarray(0, 40), 'MESSAGE_TRUNCATED'],
  ])('is told as a problem: %s', async (_name, content, code) => {
    using room = new Room()
    room.write('a', content)
    const seen = await look(room, 'a')
    expect([seen.message, seen.problem?.code, seen.size]).toEqual([null, code, content.length])
  })

  it('is told as a problem where there is no file, a folder or a link', async () => {
    using room = new Room()
    room.write('folder/a', 'x')
    fs.symlinkSync(room.path('folder/a'), room.path('link'))
    const code = async (name: string) => (await look(room, name)).problem?.code
    expect(await code('gone')).toBe('FILE_NOT_FOUND')
    expect(await code('folder')).toBe('FILE_KIND_UNSUPPORTED')
    expect(await code('link')).toBe('FILE_IS_LINK')
  })

  it('is not looked at inside the profile or the app', async () => {
    using room = new Room()
    fs.writeFileSync(`${room.userData}/store`, craftMessage(framed(10, 100)))
    const services = servicesOf(room, memoryKeyServices(), defaultPreferences)
    for (const place of [`${room.userData}/store`, room.appFolder, 'relative']) {
      await expect(inspectFile(place, services)).rejects.toMatchObject({ code: 'PATH_NOT_ALLOWED' })
    }
  })

  it('F-15 whose header is beyond the limits of the settings is not read further', async () => {
    using room = new Room()
    room.write('a', craftMessage(framed(10, 100)))
    const limits = { ...defaultPreferences.limits, maxHeaderBytes: 40 }
    const seen = await look(room, 'a', { preferences: { ...defaultPreferences, limits } })
    expect(seen.problem?.code).toBe('MESSAGE_LIMIT_EXCEEDED')
  })
})
