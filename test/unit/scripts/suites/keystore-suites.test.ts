import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inProject } from '../../../../scripts/programs/project.ts'
import { keystoreSuites } from '../../../../scripts/suites/keystore-suites.ts'

const filters = keystoreSuites.flatMap((suite) =>
  suite.kind === 'check' ? [] : (suite.files ?? []).map((file) => [suite.name, file] as const),
)

it.each(filters)('of %s: %s names files that are there', (name, filter) => {
  const files = readdirSync(inProject(`test/${name}`), { recursive: true }).map((file) =>
    join('test', name, String(file)),
  )
  expect(files.some((file) => file.includes(filter) && /\.(test|spec)\.tsx?$/.test(file))).toBe(true)
})

it('each suite that has tests says which', () => {
  expect(keystoreSuites.filter((suite) => suite.kind !== 'check' && suite.files === undefined)).toEqual([])
})
