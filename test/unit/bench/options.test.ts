import { expect, it } from 'vitest'
import { benchOptions } from '../../../bench/options.ts'
import { rowIds } from '../../../bench/row.ts'

it('knows the ids of the issue', () => {
  const asked = `encrypt-1gib-1mib decrypt-1gib-1mib encrypt-1gib-8kib decrypt-1gib-8kib encrypt-1gib-4kib
    decrypt-1gib-4kib encrypt-1gib-signed decrypt-1gib-signed encrypt-10k-files decrypt-10k-files verify-1gib move-1gib
    encrypt-8gib decrypt-8gib`
  const beside = `decrypt-1gib-nonframed encrypt-10k-files-reuse read-keys open-keys-page local-wraps local-list
    local-unlock`
  expect([...rowIds].sort()).toEqual(`${asked} ${beside}`.split(/\s+/).sort())
})

it('takes an id more than once and refuses one that it does not know', () => {
  expect(benchOptions(['--only', 'move-1gib', '--only', 'encrypt-8gib', '--only', 'move-1gib']).only).toEqual(
    ['move-1gib', 'encrypt-8gib'],
  )
  expect(() => benchOptions(['--only', 'encrypt-2gib'])).toThrow('--only takes one of')
})
