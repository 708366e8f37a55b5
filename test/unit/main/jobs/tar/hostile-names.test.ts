import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVaultError } from '../../../../../src/shared/vault-error.ts'
import { messageOf } from '../../../../support/file-work.ts'
import { unpackIn } from '../../../../support/folder-work.ts'
import { handMadeTar, paxRecord } from '../../../../support/hand-made-tar.ts'
import type { HandMadeEntry } from '../../../../support/hand-made-tar.ts'
import { Room } from '../../../../support/jobs-room.ts'

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

describe('any tar with any names', () => {
  it('is unpacked within its folder, or refused with an error of ours, and nothing else is touched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { minLength: 1, maxLength: 4 }), async (all) => {
        using room = new Room()
        room.write('a', 'mine')
        room.write('top.tar.encrypted', await messageOf(handMadeTar(...all.flat()), 5000))
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
      }),
      { numRuns: 80 },
    )
  }, 30_000)
})
