import { describe, expect, it } from 'vitest'
import { entryParts } from '../../../../../src/main/jobs/tar/entry-path.ts'

function reasonOf(name: string, platform: NodeJS.Platform): unknown {
  try {
    return entryParts(name, platform)
  } catch (error) {
    return Object(error).facts.reason
  }
}

describe('the name of an entry', () => {
  it.each<[string, readonly string[]]>([
    ['a', ['a']],
    ['a/b', ['a', 'b']],
    ['./a//b/', ['a', 'b']],
    ['./', []],
    ['a/..b/...', ['a', '..b', '...']],
    ['ä/日本', ['ä', '日本']],
  ])('%s is a path below the target', (name, parts) => {
    for (const platform of ['linux', 'darwin'] as const) expect(reasonOf(name, platform)).toEqual(parts)
  })

  it.each<[string, unknown, unknown]>([
    ['C:/evil', ['C:', 'evil'], 'absolute'],
    ['c:evil', ['c:evil'], 'absolute'],
    ['\\\\host\\share\\evil', ['\\\\host\\share\\evil'], 'absolute'],
    ['\\evil', ['\\evil'], 'absolute'],
    ['a\\..\\..\\evil', ['a\\..\\..\\evil'], 'nameNotAllowed'],
    ['a/file:stream', ['a', 'file:stream'], 'nameNotAllowed'],
    ['a/con', ['a', 'con'], 'nameNotAllowed'],
    ['NUL.txt', ['NUL.txt'], 'nameNotAllowed'],
    ['a/com1.tar.gz', ['a', 'com1.tar.gz'], 'nameNotAllowed'],
    ['console', ['console'], ['console']],
    ['a./b', ['a.', 'b'], 'nameNotAllowed'],
    ['a ', ['a '], 'nameNotAllowed'],
    ['a?', ['a?'], 'nameNotAllowed'],
    ['a\tb', ['a\tb'], 'nameNotAllowed'],
  ])('%s is taken as each system would take it', (name, onLinux, onWindows) => {
    expect(reasonOf(name, 'linux')).toEqual(onLinux)
    expect(reasonOf(name, 'win32')).toEqual(onWindows)
  })

  it.each([
    ['', 'nameEmpty'],
    ['..', 'outside'],
    ['../a', 'outside'],
    ['a/..', 'outside'],
    ['./../a', 'outside'],
    ['/', 'absolute'],
    ['/a', 'absolute'],
    ['a\0b', 'nameNotAllowed'],
    ['ä'.repeat(128), 'nameTooLong'],
    ['a/'.repeat(2049), 'nameTooLong'],
  ])('%j is refused everywhere', (name, reason) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(reasonOf(name, platform)).toBe(reason)
  })
})
