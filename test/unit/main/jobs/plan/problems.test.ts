import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { defaultPreferences } from '../../../../../src/main/jobs/preferences.ts'
import { messageLength } from '../../../../../src/main/message/message-size.ts'
import { nodeFiles } from '../../../../../src/main/jobs/files/node-files.ts'
import { encryptIn, filesWith, messageOf, nth } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'
import { codeOf, planOf } from '../../../../support/plan-of.ts'

const refusing = () => ({ ...defaultPreferences, uncommitted: 'refuse' as const })

describe('a problem is told before anything starts', () => {
  it('for a link, a file that is gone, a path that is none', async () => {
    using room = new Room()
    room.write('a', 'x')
    fs.symlinkSync(room.path('a'), room.path('link'))
    expect(await codeOf(room, [room.path('link')])).toBe('FILE_IS_LINK')
    expect(await codeOf(room, [room.path('gone')])).toBe('FILE_NOT_FOUND')
    expect(await codeOf(room, ['relative/path'])).toBe('PATH_NOT_ALLOWED')
    expect(await codeOf(room, ['/tmp/a\0b'])).toBe('PATH_NOT_ALLOWED')
    expect(await codeOf(room, ['/tmp/\uD800'])).toBe('FILE_NAME_UNSUPPORTED')
    expect(await codeOf(room, [room.path('\u{FFFD}')])).toBe('FILE_NAME_UNSUPPORTED')
    expect(await codeOf(room, ['/dev/null'])).toBe('FILE_KIND_UNSUPPORTED')
  })

  it('for everything inside the profile and the app, also by way of a link', async () => {
    using room = new Room()
    const secret = path.join(room.userData, 'store.db')
    fs.writeFileSync(secret, 'x')
    fs.symlinkSync(room.userData, room.path('way in'))
    for (const given of [
      secret,
      room.userData,
      room.appFolder,
      room.path('way in/store.db'),
      `${room.work}/../profile/store.db`,
    ]) {
      expect(await codeOf(room, [given])).toBe('PATH_NOT_ALLOWED')
    }
    const whole = await planOf(room, [room.root])
    expect(whole.items.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['app', 'PATH_NOT_ALLOWED'],
      ['profile', 'PATH_NOT_ALLOWED'],
      ['way in', 'FILE_IS_LINK'],
    ])
  })

  it('for a message cut in its header, that breaks the rules, or that no key of this vault opens', async () => {
    using room = new Room()
    const message = await messageOf(bytes(5000))
    const headerLength = message.length - messageLength(0, 5000, 1000)
    expect(await codeOf(room, [room.write('cut.encrypted', message.subarray(0, 50))])).toBe(
      'MESSAGE_TRUNCATED',
    )
    expect(await codeOf(room, [room.write('short.encrypted', message.subarray(0, headerLength + 10))])).toBe(
      'MESSAGE_TRUNCATED',
    )
    expect(await codeOf(room, [room.write('other.encrypted', message)])).toBe('NO_DOOR_OPENS')
    const v1 = Buffer.concat([Buffer.from('01800178', 'hex'), Buffer.alloc(100)])
    expect(await codeOf(room, [room.write('v1.encrypted', v1)])).toBe('MESSAGE_MALFORMED')
    expect(await codeOf(room, [room.write('text.encrypted', message.toString('base64'))])).toBe(
      'MESSAGE_UNSUPPORTED',
    )
  })

  it('F-73 for a message that does not commit to its key, and F-38 for a signed one that was cut', async () => {
    using room = new Room()
    const frames = [{ kind: 'final', sequence: 1, content: bytes(10) }] as const
    const older = craftMessage({ suite: '0178', frameLength: 1000, frames })
    const paths = [room.write('older.encrypted', older)]
    expect(await codeOf(room, paths, { preferences: refusing })).toBe('COMMITMENT_REQUIRED')
    room.write('a.bin', bytes(5000))
    const { path: signed, messageBytes } = await encryptIn(room, { suite: '0578' })
    expect(await codeOf(room, [signed])).toBe('NO_DOOR_OPENS')
    fs.truncateSync(signed, messageBytes - 5000 - 255)
    expect(await codeOf(room, [signed])).toBe('MESSAGE_TRUNCATED')
  })

  it('for a file that cannot be read and a folder that cannot be written in', async () => {
    using room = new Room()
    const file = room.write('a', 'x')
    const refused = { kind: 'error', errno: 'EACCES' } as const
    expect(await codeOf(room, [file], { files: filesWith(nth('open', 'a', 1, refused)) })).toBe(
      'FILE_NOT_READABLE',
    )
    const files = filesWith(nth('check folder', 'work', 1, refused))
    expect(await codeOf(room, [file], { files })).toBe('FOLDER_NOT_WRITABLE')
  })

  it('for a name that is too long with its suffix', async () => {
    using room = new Room()
    expect(await codeOf(room, [room.write('n'.repeat(250), 'x')])).toBe('FILE_NAME_TOO_LONG')
  })

  it('for a target that exists where numbers are not wanted', async () => {
    using room = new Room()
    room.write('a.encrypted', 'x')
    const options = { ifExists: 'refuse' } as const
    expect(await codeOf(room, [room.write('a', 'x')], { options })).toBe('TARGET_EXISTS')
  })

  it('for the whole plan: no key chosen, too many files, no room', async () => {
    using room = new Room()
    const file = room.write('a', 'x')
    room.write('b', 'x')
    expect((await planOf(room, [file], { options: { doors: [] } })).problem?.code).toBe('NO_DOORS_CHOSEN')
    expect((await planOf(room, [room.work], { maxFiles: 1 })).problem).toMatchObject({
      code: 'TOO_MANY_FILES',
      facts: { limit: 1 },
    })
    const files: Files = { ...nodeFiles, freeSpace: () => Promise.resolve(100) }
    expect((await planOf(room, [file], { files })).problem).toMatchObject({
      code: 'DISK_FULL',
      facts: { free: 100 },
    })
  })
})
