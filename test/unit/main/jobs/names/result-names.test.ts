import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hasEncryptedSuffix,
  isNameTooLong,
  namesToTry,
  numberedName,
  resultNameOf,
} from '../../../../../src/main/jobs/names/result-names.ts'

describe('the name of a result', () => {
  it.each([
    ['report.pdf', 'encrypt', 'report.pdf.encrypted'],
    ['report.pdf.encrypted', 'open', 'report.pdf'],
    ['REPORT.PDF.ENCRYPTED', 'open', 'REPORT.PDF'],
    ['message', 'open', 'message.opened'],
    ['.encrypted', 'open', '.encrypted.opened'],
    ['.bashrc', 'encrypt', '.bashrc.encrypted'],
    ['line\nbreak 🗝 ü', 'encrypt', 'line\nbreak 🗝 ü.encrypted'],
  ] as const)('of %j to %s is %j', (name, action, result) => {
    expect(resultNameOf(name, action)).toBe(result)
  })

  it('of an encrypted file is the name it had', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(resultNameOf(resultNameOf(name, 'encrypt'), 'open')).toBe(name)
      }),
    )
  })
})

describe('a numbered name', () => {
  it.each([
    ['report.pdf', 'report (2).pdf'],
    ['report.pdf.encrypted', 'report (2).pdf.encrypted'],
    ['notes', 'notes (2)'],
    ['notes.encrypted', 'notes (2).encrypted'],
    ['backup.tar.gz.encrypted', 'backup (2).tar.gz.encrypted'],
    ['.bashrc', '.bashrc (2)'],
    ['.tar.gz', '.tar (2).gz'],
    ['a.b.c', 'a.b (2).c'],
  ])('of %j is %j', (name, numbered) => {
    expect(numberedName(name, 2)).toBe(numbered)
  })

  it('of an encrypted file opens as a numbered plain one', () => {
    expect(resultNameOf(numberedName('a.txt.encrypted', 7), 'open')).toBe('a (7).txt')
  })

  it('is tried after the wanted one, and not at all where numbers are refused', () => {
    const names = namesToTry('a.txt', 'number')
    expect([names.next().value, names.next().value, names.next().value]).toEqual([
      'a.txt',
      'a (2).txt',
      'a (3).txt',
    ])
    expect([...namesToTry('a.txt', 'refuse')]).toEqual(['a.txt'])
  })
})

it('says "encrypted" only with something in front of the suffix', () => {
  expect(['a.encrypted', '.encrypted', 'a.encrypted.txt'].map(hasEncryptedSuffix)).toEqual([
    true,
    false,
    false,
  ])
})

it('is too long beyond 255 bytes of UTF-8, or 255 UTF-16 units on Windows', () => {
  const umlauts = 'ü'.repeat(128)
  expect([isNameTooLong(umlauts, 'linux'), isNameTooLong(umlauts, 'win32')]).toEqual([true, false])
  expect([isNameTooLong('a'.repeat(255), 'linux'), isNameTooLong('a'.repeat(256), 'win32')]).toEqual([
    false,
    true,
  ])
})
