import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { peerIds, rowIds } from '../../../bench/row.ts'

const run = fileURLToPath(new URL('../../../bench/run.ts', import.meta.url))
const keys = ['bytes', 'files', 'id', 'kmsCalls', 'peakRssMiB', 'ratios', 'seconds']

/** The harness over files so small that a run takes a second or two. */
async function printed(...only: readonly string[]): Promise<string> {
  const args = [run, '--json', '--rounds', '1', '--scale', '10000', ...only.flatMap((id) => ['--only', id])]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return stdout
}

it('knows the ids of the issue', () => {
  expect([...rowIds].sort()).toEqual(
    [
      ...['encrypt-1gib-1mib', 'decrypt-1gib-1mib', 'encrypt-1gib-8kib', 'decrypt-1gib-8kib'],
      ...['encrypt-1gib-4kib', 'decrypt-1gib-4kib', 'encrypt-1gib-signed', 'decrypt-1gib-signed'],
      ...['encrypt-10k-files', 'decrypt-10k-files', 'verify-1gib', 'move-1gib'],
      ...['encrypt-8gib', 'decrypt-8gib', 'decrypt-1gib-nonframed'],
    ].sort(),
  )
})

it('prints one object with the rows that were asked for, each of the same shape, and nothing else', async () => {
  const ids = ['decrypt-1gib-1mib', 'verify-1gib', 'encrypt-10k-files']
  const { machine, rows, ...others } = JSON.parse(await printed(...ids))
  expect(others).toEqual({})
  expect(machine.cores).toBeGreaterThan(0)
  expect(rows.map((row: { id: string }) => row.id)).toEqual(ids)
  for (const row of rows) {
    expect(Object.keys(row).sort(), JSON.stringify(row)).toEqual(keys)
    expect(Object.keys(row.ratios)).toEqual([...peerIds])
    expect(row.seconds).toBeGreaterThan(0)
    expect(row.ratios.sdkjs).toBeGreaterThan(0)
    expect(row.peakRssMiB).toBeGreaterThanOrEqual(0)
    expect(row.kmsCalls).toBe(0)
  }
  expect(rows[1].ratios).toMatchObject({ cp: null, openssl: null })
}, 60_000)

it('opens a message without frames, and compares it with the source', async () => {
  const { rows } = JSON.parse(await printed('decrypt-1gib-nonframed'))
  expect(rows[0].error).toBeUndefined()
  expect(rows[0].seconds).toBeGreaterThan(0)
}, 60_000)

it('refuses an id that it does not know', async () => {
  await expect(printed('encrypt-2gib')).rejects.toThrow('--only takes one of')
}, 60_000)
