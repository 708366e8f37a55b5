import { sep } from 'node:path'
import { expect, it } from 'vitest'
import { resultRows } from '../../../../scripts/demo/result-rows.ts'
import { jobRow } from '../../renderer/support/rows.ts'

it('a folder takes from its first file’s beginning to its last one’s end: its files run at the same time', () => {
  const names = ['a.txt', 'b.txt']
  const digests = new Map(names.map((name) => [`notes${sep}${name}`, { size: 10, sha256: name }]))
  const rows = (suffix: string) =>
    names.map((name, index) =>
      jobRow({
        name: name + suffix,
        seconds: 2,
        verifySeconds: 1,
        finishedAt: new Date(10_000 + index * 500).toISOString(),
      }),
    )
  const [folder] = resultRows({
    before: digests,
    after: digests,
    encrypted: rows(''),
    opened: rows('.encrypted'),
    folderName: 'notes',
  })
  expect(folder).toMatchObject({ size: 20, encryptSeconds: 3.5, openSeconds: 3.5, equal: true })
})
