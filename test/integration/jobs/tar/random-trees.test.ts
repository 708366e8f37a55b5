import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packIn, treeOf, unpackIn } from '../../../support/folder-work.ts'
import { Room } from '../../../support/jobs-room.ts'

// A letter first, and no more case than that: some disks hold `A` and `a` to be the same name.
const part = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map(
    (text) =>
      `n${text
        .normalize()
        .toLowerCase()
        .replaceAll(/[/\0\\:*?"<>|.\p{C}]/gu, '_')}e`,
  )
  .filter((name) => Buffer.byteLength(name) < 200)

interface Thing {
  readonly parts: readonly string[]
  /** Null for a folder. */
  readonly content: Uint8Array | null
  readonly mode: number
  readonly seconds: number
}

const thing: fc.Arbitrary<Thing> = fc.record({
  parts: fc.array(part, { minLength: 1, maxLength: 4 }),
  content: fc.option(fc.uint8Array({ maxLength: 2000, size: 'max' })),
  mode: fc.integer({ min: 0, max: 0o777 }),
  seconds: fc.integer({ min: -(2 ** 33), max: 2 ** 33 }),
})

/** Makes what can be made: a name that is a file already holds nothing. */
function makeTree(room: Room, things: readonly Thing[]): void {
  fs.mkdirSync(room.path('top'))
  const made = things.filter((each) => isMade(fullPath(room, each), each.content))
  for (const each of made.toReversed()) {
    const full = fullPath(room, each)
    fs.chmodSync(full, each.mode | (fs.lstatSync(full).isFile() ? 0o400 : 0o700))
    fs.utimesSync(full, each.seconds, each.seconds)
  }
}

const fullPath = (room: Room, { parts }: Thing): string => path.join(room.path('top'), ...parts)

function isMade(full: string, content: Uint8Array | null): boolean {
  try {
    fs.mkdirSync(content === null ? full : path.dirname(full), { recursive: true })
    if (content !== null) fs.writeFileSync(full, content, { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

describe('any folder', () => {
  it('comes back as it was: names, contents, modes and times', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(thing, { maxLength: 12 }),
        fc.integer({ min: 100, max: 20_000 }),
        fc.constantFrom('0478' as const, '0578' as const),
        async (things, frameLength, suite) => {
          using room = new Room()
          makeTree(room, things)
          const packed = await packIn(room, { frameLength, suite })
          const unpacked = await unpackIn(room, { mode: 0o666 })
          expect(treeOf(room.path('out'))).toEqual(treeOf(room.path('top')))
          const { files, folders, contentBytes, plaintextBytes } = packed
          expect(unpacked).toMatchObject({ files, folders, contentBytes, plaintextBytes })
        },
      ),
      { numRuns: 40 },
    )
  }, 30_000)
})
