import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inProject } from '../../../../scripts/programs/project.ts'
import type { Suite } from '../../../../scripts/suites/suite-table.ts'
import { keystoreSuites } from '../../../../scripts/suites/keystore-suites.ts'

const folderOf = ({ kind, name }: Suite) => join('test', kind === 'playwright' ? 'e2e' : name)
const filters = keystoreSuites.flatMap((suite) =>
  suite.kind === 'check' ? [] : (suite.files ?? []).map((file) => [folderOf(suite), file] as const),
)

it.each(filters)('of %s: %s names files that are there', (folder, filter) => {
  const files = readdirSync(inProject(folder), { recursive: true }).map((file) => join(folder, String(file)))
  expect(files.some((file) => file.includes(filter) && /\.(test|spec)\.tsx?$/.test(file))).toBe(true)
})

it('each suite that has tests says which', () => {
  expect(keystoreSuites.filter((suite) => suite.kind !== 'check' && suite.files === undefined)).toEqual([])
})
