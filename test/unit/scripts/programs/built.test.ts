import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildAndStamp, isStale, type Built } from '../../../../scripts/programs/built.ts'
import { projectFolder } from '../../../../scripts/programs/project.ts'

let room: string
let built: Built
const source = (name: string) => join(room, 'source', name)
beforeEach(async () => {
  room = mkdtempSync(join(tmpdir(), 'keyhold-built-'))
  mkdirSync(source('inner'), { recursive: true })
  writeFileSync(source('inner/a'), 'a')
  built = {
    inputs: [relative(projectFolder, join(room, 'source'))],
    stampFile: relative(projectFolder, join(room, 'stamp')),
  }
})
afterEach(() => rmSync(room, { recursive: true }))

test('what was never built is stale, and fresh once it was built', async () => {
  expect(isStale(built)).toBe(true)
  await buildAndStamp(built, async () => undefined)
  expect(isStale(built)).toBe(false)
})

test.each([
  ['changed', () => utimesSync(source('inner/a'), 1, 1)],
  ['grew', () => writeFileSync(source('inner/a'), 'aa')],
  ['came', () => writeFileSync(source('b'), '')],
  ['went', () => rmSync(source('inner/a'))],
])('is stale where a source %s', async (_what, happens) => {
  await buildAndStamp(built, async () => undefined)
  happens()
  expect(isStale(built)).toBe(true)
})

test('a build that fails leaves no stamp, and what changes during one is for the next', async () => {
  await expect(buildAndStamp(built, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(join(room, 'stamp'))).toBe(false)
  await buildAndStamp(built, async () => writeFileSync(source('b'), ''))
  expect(isStale(built)).toBe(true)
})
