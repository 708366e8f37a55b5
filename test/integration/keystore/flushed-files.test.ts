import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const child = fileURLToPath(new URL('flushed-child.ts', import.meta.url))

let folder: string
let told: Readonly<Record<string, readonly string[]>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-flushed-'))
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', child, folder])
  told = JSON.parse(stdout)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A power cut takes what was not flushed, and no test that kills a process sees that. */
describe('what a power cut may not take is flushed', () => {
  it('a wrong try: its file before it has its name, and then the name', () => {
    expect(told['tries']).toEqual([
      'remove tries.new',
      'write tries.new',
      'flush tries.new',
      'name tries',
      ...names(),
    ])
  })

  it('that the tries are forgotten after a right one', () => {
    expect(told['rightTry']).toEqual(['remove tries', ...names()])
  })

  it('a sheet of a kit and its name, before the kit counts as made', () => {
    expect(told['sheet']).toEqual(['write sheet', 'flush sheet', ...names()])
  })

  it('a backup, before it is given its name', () => {
    expect(told['backup']).toEqual(['write backup', 'write backup', 'flush backup'])
  })

  it('a store or a copy of it that SQLite wrote, and the names in its folder', () => {
    expect(told['finish']).toEqual(['flush backup'])
    expect(told['folder']).toEqual(names())
  })
})

/** Windows opens no folder for fsync and keeps names in its journal. */
function names(): readonly string[] {
  return process.platform === 'win32' ? [] : [`flush ${basename(folder)}`]
}
