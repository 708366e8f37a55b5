import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { type Fault, faultyFiles } from '../../../support/faulty-files.ts'
import { Room } from '../../../support/jobs-room.ts'
import { memoryKeyServices } from '../../../support/memory-key-services.ts'
import { message, moving, one, opensAs, trashIn } from '../../../support/originals-work.ts'
import { quickFiles } from '../../../support/quick-files.ts'

it.each<Fault>([
  { kind: 'error', errno: 'EIO' },
  { kind: 'doneButReported', errno: 'EIO' },
])(
  'putting an original away loses nothing whichever file operation fails once ($kind)',
  async (fault) => {
    using count = new Room()
    const counted = faultyFiles(quickFiles, () => undefined)
    const keys = memoryKeyServices()
    const content = fs.readFileSync(await message(count, keys))
    const plain = fs.readFileSync(path.join(count.root, 'plain'))
    await one(count, count.path('a.encrypted'), { ...moving, jobs: { keys, files: counted } })
    const linkAt = counted.operations.findIndex(({ operation }) => operation === 'link')
    expect(counted.operations.length).toBeGreaterThan(linkAt + 8)
    // What fails before the result is published is the other fault tests' matter.
    for (let at = linkAt; at < counted.operations.length; at++) {
      using room = new Room()
      const file = room.write('a.encrypted', content)
      fs.writeFileSync(path.join(room.root, 'plain'), plain)
      const files = faultyFiles(quickFiles, ({ index }) => (index === at ? fault : undefined))
      const row = await one(room, file, { ...moving, jobs: { keys, files } })
      const where = `${counted.operations[at]?.operation} at ${at}: ${row?.original} ${row?.note}`
      const messages = [...room.names(), ...trashIn(room).content()].filter((name) =>
        name.endsWith('.encrypted'),
      )
      expect(messages.length, where).toBeGreaterThanOrEqual(row?.phase === 'done' ? 2 : 1)
      if (row?.original !== 'kept') {
        expect(trashIn(room).content(), where).toEqual(['a.encrypted'])
        const result = room.path(row?.resultName ?? '')
        expect(await opensAs(room, keys, result), where).toBe(true)
      } else {
        // Whether it is still there could not be told where the look after the trash failed.
        const kept = fs.existsSync(file) ? file : path.join(room.root, 'trash', 'a.encrypted')
        expect(fs.readFileSync(kept).equals(content), where).toBe(true)
      }
      expect(row?.original === 'replaced' || row?.note !== null || row.phase === 'failed', where).toBe(true)
    }
  },
  30_000,
)
