import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeAnchor } from '../../../../src/keystore/log/log-anchor.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { operate } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

const names = (): string[] => readdirSync(bench.paths.snapshots).sort()

it('a change that a person would miss gets a copy, one of the log’s end alone does not', async () => {
  const vault = await bench.startOpen()
  await afterAnswers()
  const first = names()
  const anchor = { logId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f', number: 1, hash: 'ab'.repeat(32) }
  await vault.change((store) => store.change((database) => writeAnchor(database, anchor)))
  await afterAnswers()
  expect(names()).toEqual(first)
  await operate(vault, 'setOwnName', { name: 'Ada' })
  await afterAnswers()
  expect(names()).not.toEqual(first)
})
