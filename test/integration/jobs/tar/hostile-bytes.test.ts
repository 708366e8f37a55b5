import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVaultError } from '../../../../src/shared/vault-error.ts'
import { messageOf } from '../../../support/file-work.ts'
import { unpackIn } from '../../../support/folder-work.ts'
import { handMadeTar, paxRecord } from '../../../support/hand-made-tar.ts'
import type { HandMadeEntry } from '../../../support/hand-made-tar.ts'
import { Room } from '../../../support/jobs-room.ts'

const part = fc.constantFrom(
  '..',
  '.',
  '',
  'a',
  'A',
  'b',
  'C:',
  '\\',
  '..\\',
  '\0',
  ' ',
  'ä',
  'ä'.normalize('NFD'),
  'n'.repeat(120),
)
const name = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/'))
const type = fc.constantFrom('0', '0', '0', '5', '5', '1', '2', '3', '6', '7', 'S', '\0')

const entries: fc.Arbitrary<HandMadeEntry[]> = fc
  .record({ name, type, linkName: name, content: fc.string({ maxLength: 20 }), isPax: fc.boolean() })
  .map(({ isPax, ...entry }) => {
    const cut = {
      ...entry,
      name: Buffer.from(entry.name).subarray(0, 100),
      linkName: entry.linkName.slice(0, 100),
    }
    const said = { ...cut, content: entry.type === '0' ? entry.content : '' }
    return isPax ? [{ name: 'x', type: 'x', content: paxRecord('path', entry.name) }, said] : [said]
  })

/** Everything in the room's root but the result, with the content of files: what no tar may change. */
function restOf(room: Room): string[] {
  const out = path.join('work', 'out')
  return fs
    .readdirSync(room.root, { recursive: true, encoding: 'utf8' })
    .filter((each) => each !== out && !each.startsWith(out + path.sep))
    .map((each) => {
      const full = path.join(room.root, each)
      return fs.statSync(full).isFile() ? `${each} ${fs.readFileSync(full, 'base64')}` : each
    })
    .sort()
}

function kindsIn(folder: string): string[] {
  const all = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  return all.filter((entry) => !entry.isFile() && !entry.isDirectory()).map((entry) => entry.name)
}

/** Unpacks these bytes; whatever comes of it, it is a folder of files or an error of ours, and nothing else is touched. */
async function unpackSafely(tar: Uint8Array): Promise<void> {
  using room = new Room()
  room.write('a', 'mine')
  room.write('top.tar.encrypted', await messageOf(tar, 5000))
  const before = restOf(room)
  try {
    await unpackIn(room)
    expect(kindsIn(room.path('out'))).toEqual([])
  } catch (error) {
    if (!isVaultError(error)) throw error
    expect(error.code).toMatch(/^(TAR_ENTRY_UNSAFE|TAR_DAMAGED|FILE_NAME_)/)
    expect(fs.existsSync(room.path('out'))).toBe(false)
  }
  expect(restOf(room)).toEqual(before)
}

const valid = handMadeTar(
  { name: 'top/', type: '5' },
  { name: 'x', type: 'x', content: paxRecord('path', 'top/long') + paxRecord('mtime', '1.5') },
  { name: 'top/short', content: 'content' },
  { name: 'top/link', type: '2', linkName: 'short' },
)

/** The tar with some bytes changed, and the sums of its headers put right where that is wanted. */
function changedTar(changes: readonly (readonly [number, number])[], isSummed: boolean): Buffer {
  const tar = Buffer.from(valid)
  for (const [at, byte] of changes) tar[at % tar.length] = byte
  if (!isSummed) return tar
  for (let at = 0; at < tar.length - 1024; at += 512) {
    const block = tar.subarray(at, at + 512)
    if (!block.subarray(257, 262).equals(Buffer.from('ustar'))) continue
    block.fill(' ', 148, 156)
    block.write(
      `${block
        .reduce((sum, byte) => sum + byte)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
  }
  return tar
}

describe('a tar that a stranger made', () => {
  it('has any names in it, and is unpacked within its folder or refused', async () => {
    const tar = fc.array(entries, { minLength: 1, maxLength: 4 }).map((all) => handMadeTar(...all.flat()))
    await fc.assert(fc.asyncProperty(tar, unpackSafely), { numRuns: 80 })
  })

  it('has any bytes changed or is cut anywhere, and is unpacked within its folder or refused', async () => {
    const change = fc.tuple(fc.nat({ max: valid.length - 1 }), fc.nat({ max: 255 }))
    const tar = fc
      .tuple(fc.array(change, { maxLength: 6 }), fc.boolean(), fc.nat({ max: valid.length }))
      .map(([changes, isSummed, cut]) =>
        changedTar(changes, isSummed).subarray(0, valid.length - (cut % 3 === 0 ? cut : 0)),
      )
    await fc.assert(fc.asyncProperty(tar, unpackSafely), { numRuns: 80 })
  })
})
