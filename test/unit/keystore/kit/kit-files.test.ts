import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskKitFiles, writeNew } from '../../../../src/keystore/kit/kit-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-sheets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const sheet = Buffer.from('a sheet')

describe('a sheet on the disk', () => {
  it('is for its owner alone', ({ skip }) => {
    skip(process.platform === 'win32', 'Windows keeps no such permissions')
    diskKitFiles.create(at('kit.pdf'), sheet)
    expect(statSync(at('kit.pdf')).mode & 0o777).toBe(0o600)
    expect(readFileSync(at('kit.pdf'))).toEqual(sheet)
  })

  it('never takes the place of a file, nor goes where a link leads', () => {
    writeFileSync(at('kit.pdf'), 'mine')
    symlinkSync(at('elsewhere'), at('link.pdf'))
    for (const name of ['kit.pdf', 'link.pdf'])
      expect(() => diskKitFiles.create(at(name), sheet)).toThrow(expect.objectContaining({ code: 'EEXIST' }))
    expect(readFileSync(at('kit.pdf'), 'utf8')).toBe('mine')
    expect(writeNew(at('kit.pdf'), sheet, diskKitFiles)).toBe(at('kit (2).pdf'))
    expect(writeNew(at('kit.pdf'), sheet, diskKitFiles)).toBe(at('kit (3).pdf'))
  })

  it('is read up to a length, and nothing else than a file is', () => {
    writeFileSync(at('sheet'), sheet)
    expect(Buffer.from(diskKitFiles.read(at('sheet'), 7) ?? [])).toEqual(sheet)
    expect(diskKitFiles.read(at('sheet'), 6)).toBeUndefined()
    expect(diskKitFiles.read(folder, 100_000)).toBeUndefined()
  })
})
