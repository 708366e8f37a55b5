import { existsSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readManifest } from '../../scripts/vectors/manifest.ts'
import { runVector } from '../../scripts/vectors/run-vector.ts'

const folder = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'vectors')
const present = existsSync(path.join(folder, 'manifest.json'))
const entries = present ? await readManifest(folder) : []
const ours = entries.filter(({ algorithmSuite }) => algorithmSuite === '0478')
const unreadable = entries.filter(({ algorithmSuite }) => algorithmSuite === null)

describe('the shared vectors', () => {
  // A skip with its reason: the runner counts one without as a failure, and this one too where REQUIRE names vectors.
  beforeEach(({ skip }) => skip(!present, 'the shared vectors are not beside this tree (../shared/vectors)'))

  it('F-64 are there', () => {
    expect(ours.length).toBeGreaterThan(0)
  })

  it.each(ours)('F-64 of suite 0478: $name is $expect', async (entry) => {
    const { passed, why, refusedWith } = await runVector(folder, entry)
    expect({ passed, why }).toEqual({ passed: true, why })
    expect(refusedWith).not.toBe('MESSAGE_UNSUPPORTED')
  })

  it.each(unreadable)('F-64 without a readable header: $name is refused', async (entry) => {
    const { passed, why } = await runVector(folder, entry)
    expect({ passed, why }).toEqual({ passed: true, why })
  })

  const refusedForItsSuite = entries.filter(
    ({ algorithmSuite, sweep }) => algorithmSuite === '0578' && sweep !== undefined,
  )
  it.each([...refusedForItsSuite, ...entries.filter(({ name }) => name === 'derived-211-maxedk-ok')])(
    'F-64 $name, refused only because its suite is not supported, counts as failed',
    async (entry) => {
      const { passed, refusedWith } = await runVector(folder, { ...entry, expect: 'error' })
      expect({ passed, refusedWith }).toEqual({ passed: false, refusedWith: 'MESSAGE_UNSUPPORTED' })
    },
  )

  it.each(['truncate', 'bitflip'] as const)(
    'F-40 and F-41: a %s sweep over a 0478 vector opens nothing',
    async (op) => {
      const entry = ours.find(({ name }) => name === 'derived-037-base-v2')
      if (entry === undefined) throw new Error('derived-037-base-v2 is not in the manifest')
      expect((await runVector(folder, entry)).passed).toBe(true)
      const { passed, why } = await runVector(folder, {
        ...entry,
        expect: 'error',
        plaintext: null,
        sweep: { op },
      })
      expect({ passed, why }).toEqual({ passed: true, why })
    },
  )
})
