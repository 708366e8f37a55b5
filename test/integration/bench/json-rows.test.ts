import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { peerIds } from '../../../bench/row.ts'

const program = fileURLToPath(new URL('../../../bench/run.ts', import.meta.url))
const keys = ['bytes', 'files', 'id', 'kmsCalls', 'peakRssMiB', 'ratios', 'seconds']

// Over files so small that the run takes a few seconds; it compares what came back with the source.
it('prints one object with the rows that were asked for, each of the same shape, and nothing else', async () => {
  const ids = [
    'decrypt-1gib-nonframed',
    'verify-1gib',
    'encrypt-10k-files',
    'encrypt-10k-files-reuse',
    'read-keys',
    'open-keys-page',
    'local-wraps',
    'local-list',
    'local-unlock',
  ]
  const args = ['--json', '--rounds', '1', '--scale', '10000', ...ids.flatMap((id) => ['--only', id])]
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args])
  const { machine, rows, ...others } = JSON.parse(stdout)
  expect(others).toEqual({})
  expect(machine.cores).toBeGreaterThan(0)
  expect(rows.map((row: { id: string }) => row.id)).toEqual(ids)
  for (const row of rows) {
    expect(Object.keys(row).sort(), JSON.stringify(row)).toEqual(keys)
    expect(Object.keys(row.ratios)).toEqual([...peerIds])
    expect(row.seconds).toBeGreaterThan(0)
    expect(row.peakRssMiB).toBeGreaterThanOrEqual(0)
  }
  // Of two keys: both lists, and facts, rotation and tags of each.
  expect(rows.slice(0, 5).map(({ kmsCalls }: { kmsCalls: number }) => kmsCalls)).toEqual([0, 0, 0, 2, 8])
  expect(rows[0].ratios.sdkjs).toBeGreaterThan(0)
  expect(rows[1].ratios).toMatchObject({ cp: null, openssl: null })
  expect(rows[2].ratios.cp).toBeGreaterThan(0)
}, 120_000)
