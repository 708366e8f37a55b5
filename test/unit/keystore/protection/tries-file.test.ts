import { mkdtempSync, readFileSync, rmSync, symlinkSync, lstatSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { triesFileAt } from '../../../../src/keystore/protection/tries-file.ts'
import { UnlockTries } from '../../../../src/keystore/protection/unlock-tries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-tries-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = () => join(folder, 'unlock-tries.json')
const none = '{"version":1,"wrong":0,"retryAt":null}'
const tries = () =>
  new UnlockTries({
    file: triesFileAt(at()),
    now: () => new Date('2026-11-23T09:00:00.000Z'),
    monotonic: () => 0,
  })

describe('the file of wrong tries', () => {
  it('is for this user alone and holds the try before it is made', () => {
    tries().begin()
    expect(lstatSync(at()).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(at(), 'utf8'))).toMatchObject({ wrong: 1 })
  })

  it('is not read through a link, which could lead anywhere: it counts as ten tries', () => {
    const elsewhere = join(folder, 'elsewhere')
    writeFileSync(elsewhere, none)
    symlinkSync(elsewhere, at())
    expect(tries().standing().wrong).toBe(10)
  })

  it('takes the place of a link and leaves alone what that led to', () => {
    const elsewhere = join(folder, 'elsewhere')
    writeFileSync(elsewhere, none)
    symlinkSync(elsewhere, at())
    triesFileAt(at()).write('{}')
    expect(lstatSync(at()).isFile()).toBe(true)
    expect(readFileSync(elsewhere, 'utf8')).toBe(none)
  })
})
