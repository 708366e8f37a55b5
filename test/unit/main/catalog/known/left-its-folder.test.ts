import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leftItsFolder } from '../../../../../src/main/catalog/known/left-its-folder.ts'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyhold-left-'))
})

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('a file that was in a folder', () => {
  it('left it where the folder is there without it', () => {
    expect(leftItsFolder(path.join(folder, 'a'))).toBe(true)
  })

  it('did not where it is there, be it a link that leads nowhere', () => {
    fs.writeFileSync(path.join(folder, 'a'), '')
    fs.symlinkSync(path.join(folder, 'nothing'), path.join(folder, 'link'))
    expect(['a', 'link'].map((name) => leftItsFolder(path.join(folder, name)))).toEqual([false, false])
  })

  it('did not where the folder is not there: its disk may not be plugged in', () => {
    expect(leftItsFolder(path.join(folder, 'disk', 'a'))).toBe(false)
  })

  it('did not where nobody can look', () => {
    expect(leftItsFolder(path.join(folder, 'a\0b'))).toBe(false)
  })
})
