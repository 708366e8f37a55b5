import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acts } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

const pageSize = 4096
const made = new VaultBench()
let bench: VaultBench
let snapshot: string
let keys: string
beforeAll(async () => {
  const vault = await made.startOpen()
  for (let number = 0; number < 12; number += 1)
    await acts(vault).createKey({ alias: `key ${number}`, description: 'd'.repeat(700) })
  snapshot = (await vault.takeSnapshot()).snapshots[0]?.name ?? ''
  keys = JSON.stringify(await acts(vault).listKeys())
  vault.close()
})
afterAll(() => made.remove())
beforeEach(() => {
  bench = new VaultBench()
  mkdirSync(bench.paths.snapshots, { recursive: true })
  copyFileSync(join(made.paths.snapshots, snapshot), join(bench.paths.snapshots, snapshot))
  for (const [account, value] of made.keychain.items) bench.keychain.items.set(account, value)
})
afterEach(() => bench.remove())

/** Opens a file with these bytes: a state that says what is wrong, the snapshot offered, the bytes as they were. */
async function look(bytes: Buffer): Promise<string> {
  writeFileSync(bench.paths.file, bytes)
  const items = JSON.stringify([...bench.keychain.items])
  const vault = await bench.start()
  const { status } = vault
  if (status.state === 'open') expect(JSON.stringify(await acts(vault).listKeys())).toBe(keys)
  else expect(['damaged', 'newerVersion', 'itemMissing', 'notReadable']).toContain(status.state)
  if (status.state === 'damaged') expect(status.snapshot).toMatchObject({ name: snapshot, good: true })
  vault.close()
  if (status.state !== 'open') expect(readFileSync(bench.paths.file).equals(bytes)).toBe(true)
  expect(JSON.stringify([...bench.keychain.items])).toBe(items)
  return status.state
}

describe('a store file on a disk that lost some of it', () => {
  it('with a flipped bit on any of its pages', async () => {
    const whole = readFileSync(made.paths.file)
    const states = new Set<string>()
    for (let page = 0; page * pageSize < whole.length; page += 1)
      for (const at of [0, 3, 7, 100, 1000, 2049, 3000, 4000, 4095]) {
        const bytes = Buffer.from(whole)
        const offset = page * pageSize + at
        bytes.writeUInt8(bytes.readUInt8(offset) ^ (1 << ((page + at) & 7)), offset)
        states.add(await look(bytes))
      }
    expect(states).toContain('damaged')
  })

  it('cut off at any of its pages, and within one', async () => {
    const whole = readFileSync(made.paths.file)
    for (let length = 0; length < whole.length; length += pageSize)
      for (const more of [0, 1, 57]) expect(await look(whole.subarray(0, length + more))).toBe('damaged')
  })

  it('with any of its pages filled with zeros', async () => {
    const whole = readFileSync(made.paths.file)
    for (let at = 0; at < whole.length; at += pageSize) {
      const bytes = Buffer.from(whole)
      bytes.fill(0, at, at + pageSize)
      expect(['damaged', 'open']).toContain(await look(bytes))
    }
  })
})
