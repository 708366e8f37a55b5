import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarEntry } from '../../../../../src/main/jobs/tar/tar-entry.ts'
import { paddingAfter, tarHeader, tarHeaderLength } from '../../../../../src/main/jobs/tar/tar-header.ts'
import type { FolderMember } from '../../../../../src/main/jobs/tar/walk-folder.ts'
import { extract } from 'tar-stream'

const part = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .map((text) => `p${text.replaceAll(/[/\0]/g, '_')}`)
const second = 10n ** 9n
const member: fc.Arbitrary<FolderMember> = fc.record({
  kind: fc.constantFrom('file' as const, 'folder' as const),
  path: fc.constant('/unused'),
  name: fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/')),
  facts: fc.record({
    kind: fc.constant('file' as const),
    device: fc.constant(1n),
    inode: fc.constant(1n),
    size: fc.oneof(fc.nat(), fc.maxSafeNat()),
    mode: fc.integer({ min: 0, max: 0o777 }),
    modifiedNs: fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }),
    changedNs: fc.constant(0n),
  }),
})

/** What the library reads out of one header. */
async function readBack(header: Uint8Array): Promise<unknown> {
  const library = extract()
  const read = new Promise((resolve, reject) => {
    library.on('entry', resolve).on('error', reject)
  })
  library.write(header)
  return read
}

describe('the header of a member', () => {
  it('has the length that was computed and says what it was given, for any member', async () => {
    await fc.assert(
      fc.asyncProperty(member, async (given) => {
        const header = await tarHeader('top', given)
        expect(header).toHaveLength(tarHeaderLength('top', given))
        expect(paddingAfter(header.length)).toBe(0)
        const entry = tarEntry(await readBack(header))
        expect(entry.parts.join('/')).toBe(`top/${given.name}`.replaceAll(/\/\.?(?=\/|$)/g, ''))
        expect(entry.kind).toBe(given.kind)
        expect(entry.size).toBe(given.kind === 'file' ? given.facts.size : 0)
        expect(entry.mode).toBe(given.facts.mode)
        expect(entry.modifiedNs).toBe(
          given.facts.modifiedNs - (((given.facts.modifiedNs % second) + second) % second),
        )
      }),
    )
  })

  it('is one block for a plain name, and an extended one for any other', () => {
    const facts = {
      kind: 'file',
      device: 1n,
      inode: 1n,
      size: 1,
      mode: 0o644,
      modifiedNs: 0n,
      changedNs: 0n,
    } as const
    const lengthOf = (name: string): number => tarHeaderLength('top', { kind: 'file', path: '', name, facts })
    expect(lengthOf('a'.repeat(96))).toBe(512)
    expect(lengthOf('a'.repeat(97))).toBe(3 * 512)
    expect(lengthOf('ä')).toBe(3 * 512)
    expect(lengthOf('line\nbreak')).toBe(3 * 512)
  })

  it('says nothing of whose it was', async () => {
    const facts = {
      kind: 'file',
      device: 1n,
      inode: 1n,
      size: 1,
      mode: 0o644,
      modifiedNs: 0n,
      changedNs: 0n,
    } as const
    const header = await readBack(await tarHeader('top', { kind: 'file', path: '', name: 'a', facts }))
    expect(header).toMatchObject({ uid: 0, gid: 0, uname: '', gname: '' })
  })
})
