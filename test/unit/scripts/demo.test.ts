import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestsBelow, filesBelow, moveFiles } from '../../../scripts/demo/file-tree.ts'
import { resultTable } from '../../../scripts/demo/result-table.ts'
import { smallName } from '../../../scripts/demo/sample-files.ts'

test('the fifty small files have fifty different names, odd ones and nested ones among them', () => {
  const names = Array.from({ length: 50 }, (_, index) => smallName(index))
  expect(new Set(names).size).toBe(50)
  const all = names.join('\n')
  for (const odd of [' ', 'Ü', '🔑', 'zwei Ebenen']) expect(all).toContain(odd)
})

test('moving keeps the tree and takes only what was chosen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyhold-demo-test-'))
  try {
    await writeFile(join(folder, 'a.encrypted'), 'one')
    await writeFile(join(folder, 'b'), 'two')
    const moved = await moveFiles(folder, join(folder, 'sub'), (path) => path.endsWith('.encrypted'))
    expect(moved).toEqual(['a.encrypted'])
    expect(await filesBelow(folder)).toEqual(['b', join('sub', 'a.encrypted')])
    expect(await readFile(join(folder, 'sub', 'a.encrypted'), 'utf8')).toBe('one')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a digest says the same for equal bytes and another thing for one other byte', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyhold-demo-test-'))
  try {
    for (const [name, text] of Object.entries({ a: 'same', b: 'same', c: 'samE' })) {
      await writeFile(join(folder, name), text)
    }
    const digests = await digestsBelow(folder)
    expect(digests.get('a')).toEqual(digests.get('b'))
    expect(digests.get('c')?.sha256).not.toBe(digests.get('a')?.sha256)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('the table lines up and says which file came back different', () => {
  const row = { encryptSeconds: 0.5, openSeconds: 0.25 }
  const table = resultTable([
    { file: 'large', size: 100_000_000, ...row, equal: true },
    { file: 'a\nb', size: 10, ...row, equal: false },
  ])
  const lines = table.split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toMatch(/^large +100\.0 MB +0\.50 +200 +0\.25 +400 +equal$/)
  expect(lines[2]).toMatch(/^a␤b .* 10 B .* DIFFERENT$/)
})
