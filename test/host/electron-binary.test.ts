import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { electronBinary } from '../../scripts/electron-binary.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'electron-package-'))
  mkdirSync(join(folder, 'dist'))
  write('package.json', '{"version": "45.4.1"}')
  write('path.txt', 'electron')
  write('dist/version', '45.4.1')
  write('dist/electron', '')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

it("finds Electron's executable where the download is whole", () => {
  expect(electronBinary(folder)).toBe(join(folder, 'dist/electron'))
})

it.each(['path.txt', 'dist/version', 'dist/electron', 'package.json'])('finds none without %s', (name) => {
  rmSync(join(folder, name))
  expect(electronBinary(folder)).toBeNull()
})

it('finds none where the download is of another version', () => {
  write('dist/version', '45.4.0')
  expect(electronBinary(folder)).toBeNull()
})
