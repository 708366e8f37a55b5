import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { messageOf } from '../../../../support/file-work.ts'
import { contentsOf, unpackIn } from '../../../../support/folder-work.ts'
import { handMadeTar, paxRecord, tarEndBytes, tarEntryBytes } from '../../../../support/hand-made-tar.ts'
import type { HandMadeEntry } from '../../../../support/hand-made-tar.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

const good: HandMadeEntry = { name: 'top/good', content: 'good' }

/** Everything in the room's whole root, so that a file beside the work folder is seen too. */
function everythingIn(room: Room): string[] {
  return fs.readdirSync(room.root, { recursive: true, encoding: 'utf8' }).sort()
}

/** Unpacks a message of these bytes; whatever comes of it, nothing but `out` and what is in it may be new. */
async function unpack(room: Room, tar: Uint8Array): Promise<Awaited<ReturnType<typeof unpackIn>>> {
  room.write('top.tar.encrypted', await messageOf(tar))
  const before = everythingIn(room)
  try {
    return await unpackIn(room)
  } finally {
    const isNew = (name: string): boolean => !before.includes(name)
    const out = path.join('work', 'out')
    expect(
      everythingIn(room)
        .filter(isNew)
        .filter((name) => name !== out && !name.startsWith(out + path.sep)),
    ).toEqual([])
  }
}

async function refusalOf(tar: Uint8Array): Promise<{ code: string; facts: object }> {
  using room = new Room()
  const outcome = await unpack(room, tar).then(
    () => ({ code: 'NONE', facts: {} }),
    (error: { code: string; facts: object }) => ({ code: error.code, facts: error.facts }),
  )
  expect(fs.readdirSync(room.work)).toEqual(['top.tar.encrypted'])
  return outcome
}

const pax = (name: string, entry: Partial<HandMadeEntry> = {}): HandMadeEntry[] => [
  { name: 'PaxHeader', type: 'x', content: paxRecord('path', name) },
  { name: 'short', content: 'x', ...entry },
]

describe('a tar with an unsafe entry is refused as a whole', () => {
  it.each<[string, string, HandMadeEntry[]]>([
    ['a name that climbs out', 'outside', [{ name: '../evil' }]],
    ['a name that climbs out from inside', 'outside', [{ name: 'top/../../evil' }]],
    ['a name that climbs and comes back', 'outside', [{ name: 'top/../top/evil' }]],
    ['a folder that climbs out', 'outside', [{ name: '../evil/', type: '5' }]],
    ['a link that climbs out', 'outside', [{ name: '../evil', type: '2', linkName: 'x' }]],
    ['an absolute name', 'absolute', [{ name: '/tmp/evil' }]],
    ['a UNC name with slashes', 'absolute', [{ name: '//host/share/evil' }]],
    ['a pax name that climbs out', 'outside', pax('../evil')],
    ['an absolute pax name', 'absolute', pax('/tmp/evil')],
    ['a pax name with a NUL', 'nameNotAllowed', pax('good\0../evil')],
    [
      'a GNU long name that climbs out',
      'outside',
      [
        { name: '././@LongLink', type: 'L', content: `${'a/'.repeat(80)}../${'../'.repeat(90)}evil\0` },
        { name: 'x' },
      ],
    ],
    ['a name that is too long', 'nameTooLong', pax('n'.repeat(256))],
    ['no name', 'nameEmpty', [{ name: '' }]],
    ['a file in the place of the folder itself', 'nameEmpty', [{ name: './', type: '7' }]],
    ['a name that is not UTF-8', 'nameNotUtf8', [{ name: Uint8Array.of(0x61, 0xff) }]],
    ['a character device', 'kind', [{ name: 'top/null', type: '3' }]],
    ['a block device', 'kind', [{ name: 'top/sda', type: '4' }]],
    ['a pipe', 'kind', [{ name: 'top/pipe', type: '6' }]],
    ['an old GNU sparse file', 'kind', [{ name: 'top/sparse', type: 'S' }]],
    ['an unknown kind', 'kind', [{ name: 'top/what', type: 'V' }]],
    [
      'a pax sparse file',
      'sparse',
      [{ name: 'PaxHeader', type: 'x', content: paxRecord('GNU.sparse.major', '1') }, { name: 'top/sparse' }],
    ],
    ['the same file twice', 'nameTwice', [{ name: 'top/a' }, { name: 'top/a' }]],
    ['the same file in two spellings', 'nameTwice', [{ name: 'top/a' }, { name: './top//./a' }]],
    ['a file that is also a folder', 'nameTwice', [{ name: 'top/a' }, { name: 'top/a/b' }]],
    ['a folder that is also a file', 'nameTwice', [{ name: 'top/a/b' }, { name: 'top/a' }]],
    [
      'a symbolic link that is then written through',
      'nameTwice',
      [{ name: 'top/a', type: '2', linkName: '/tmp' }, { name: 'top/a/evil' }],
    ],
    [
      'a link that is then a file',
      'nameTwice',
      [{ name: 'top/a', type: '2', linkName: '/tmp/x' }, { name: 'top/a' }],
    ],
    [
      'a file that is then a link',
      'nameTwice',
      [{ name: 'top/a' }, { name: 'top/a', type: '2', linkName: '/tmp/x' }],
    ],
  ])('%s', async (_, reason, entries) => {
    expect(await refusalOf(handMadeTar(good, ...entries))).toMatchObject({
      code: 'TAR_ENTRY_UNSAFE',
      facts: { reason },
    })
  })

  it('and the error names no path', async () => {
    const { facts } = await refusalOf(handMadeTar({ name: '/somewhere/secret/evil' }))
    expect(facts).toEqual({ file: 'evil', reason: 'absolute' })
  })
})

describe('links', () => {
  it.each<[string, string]>([
    ['symbolic', '2'],
    ['hard', '1'],
  ])('that are %s are left out and said', async (_, type) => {
    using room = new Room()
    const link = { name: 'top/link', type, linkName: '../../../etc/passwd' }
    const unpacked = await unpack(room, handMadeTar(good, link, { name: 'top/after', content: 'x' }))
    expect(unpacked.leftOut).toEqual({ count: 1, first: [{ name: 'top/link', kind: 'link' }] })
    expect(fs.readdirSync(room.path('out'))).toEqual(['after', 'good'])
  })
})

const manyRecords = Array.from({ length: 500 }, (_, index) => paxRecord(`key${index}`, 'value')).join('')

describe('an intact message without a whole tar in it', () => {
  const whole = handMadeTar(good, { name: 'top/second', content: bytes(1500) })
  it.each<[string, Uint8Array]>([
    ['nothing at all', Buffer.alloc(0)],
    ['something else', bytes(5000)],
    ['text', Buffer.from('no tar')],
    ['zeros only', Buffer.alloc(10_240)],
    ['a tar cut in a header', whole.subarray(0, 1024 + 100)],
    ['a tar cut in a content', whole.subarray(0, 1024 + 512 + 700)],
    ['a tar cut before its end', whole.subarray(0, whole.length - 1024)],
    ['a tar cut in its end', whole.subarray(0, whole.length - 512)],
    ['a tar with garbage behind its end', Buffer.concat([whole, bytes(512)])],
    ['a tar with garbage between its entries', Buffer.concat([tarEntryBytes(good), bytes(512), tarEndBytes])],
    [
      'a tar with a last header of nothing',
      Buffer.concat([
        tarEntryBytes(good),
        tarEntryBytes({ name: 'x', type: 'x', content: paxRecord('path', 'y') }),
        tarEndBytes,
      ]),
    ],
    ['a size that is no number', handMadeTar(good, { name: 'top/x', size: 'zzzzzzzzzzz ' })],
    ['a size beyond the message', handMadeTar(good, { name: 'top/x', size: 2 ** 32 })],
    [
      'a size beyond all numbers',
      handMadeTar(good, { name: 'top/x', size: '\x80\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f' }),
    ],
    ['a negative size', handMadeTar(good, { name: 'top/x', size: '\xff\x7f' })],
    [
      'more pax records than are ever needed',
      handMadeTar({ name: 'g', type: 'g', content: manyRecords }, ...pax('a')),
    ],
    ['an endless pax header', handMadeTar({ name: 'x', type: 'x', size: 2 ** 31 })],
  ])('is told: %s', async (_, tar) => {
    expect(await refusalOf(tar)).toMatchObject({ code: 'TAR_DAMAGED' })
  })
})

describe('what else a stranger may have packed', () => {
  it('is unpacked as it is, without a folder around it, into a new folder', async () => {
    using room = new Room()
    await unpack(room, handMadeTar({ name: 'a', content: '1' }, { name: 'deep/er/b', content: '2' }))
    expect(contentsOf(room.path('out'))).toHaveLength(4)
    expect(fs.readFileSync(room.path('out/deep/er/b'), 'utf8')).toBe('2')
  })

  it('is an empty folder where it has nothing but links', async () => {
    using room = new Room()
    const link = { name: 'top/link', type: '2', linkName: 'x' }
    expect(await unpack(room, handMadeTar(link))).toMatchObject({ files: 0, leftOut: { count: 1 } })
    expect(fs.readdirSync(room.path('out'))).toEqual([])
  })

  it('loses setuid, setgid and sticky bits and what the umask takes', async () => {
    using room = new Room()
    room.write(
      'top.tar.encrypted',
      await messageOf(
        handMadeTar({ name: 'top/a', mode: 0o7777 }, { name: 'top/b/', type: '5', mode: 0o7777 }),
      ),
    )
    await unpackIn(room, { mode: 0o644 })
    expect(fs.statSync(room.path('out/a')).mode & 0o7777).toBe(0o755)
    expect(fs.statSync(room.path('out/b')).mode & 0o7777).toBe(0o755)
  })

  it('stays behind a private folder where the message was private', async () => {
    using room = new Room()
    fs.chmodSync(room.write('top.tar.encrypted', await messageOf(handMadeTar(good))), 0o600)
    await unpackIn(room, { mode: 0o644 })
    expect(fs.statSync(room.path('out')).mode & 0o777).toBe(0o700)
  })

  it('is refused where there are more entries than are accepted', async () => {
    using room = new Room()
    room.write('top.tar.encrypted', await messageOf(handMadeTar(good, { name: 'top/b' }, { name: 'top/c' })))
    await expect(unpackIn(room, { maxEntries: 2 })).rejects.toMatchObject({
      code: 'MESSAGE_LIMIT_EXCEEDED',
      facts: { what: 'tarEntries', limit: 2 },
    })
    expect(room.names()).toEqual(['top.tar.encrypted'])
  })

  it('has its pax times, fractions and all', async () => {
    using room = new Room()
    const times = { name: 'x', type: 'x', content: paxRecord('mtime', '1234567890.5') }
    await unpack(room, handMadeTar(times, { name: 'top/a' }))
    expect(fs.statSync(room.path('out/a')).mtimeMs).toBe(1234567890500)
  })
})
