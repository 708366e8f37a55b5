import { beforeEach, describe, expect, it } from 'vitest'
import { readManifest } from '../../scripts/vectors/manifest.ts'
import { runVector } from '../../scripts/vectors/run-vector.ts'
import { sharedFolder } from './support/shared-folder.ts'

const { folder, present, reason } = sharedFolder('vectors')
const entries = present ? await readManifest(folder) : []

// `npm run vectors` runs the same entries and prints them; here each is a test of its own.
describe('the shared vectors', () => {
  // A skip with its reason: the runner counts one without as a failure, and this one too where REQUIRE names vectors.
  beforeEach(({ skip }) => skip(!present, reason))

  it('F-64 are there, for all eleven suites', () => {
    const opening = entries.filter((entry) => entry.expect === 'plaintext')
    expect(new Set(opening.map(({ algorithmSuite }) => algorithmSuite)).size).toBe(11)
  })

  it.concurrent.each(entries)('F-64 $name is $expect', async (entry) => {
    const { passed, why } = await runVector(folder, entry)
    expect({ passed, why }).toEqual({ passed: true, why })
  })

  it.each(['truncate', 'bitflip'] as const)(
    'F-40 and F-41: a %s sweep over a 0478 vector opens nothing',
    async (op) => {
      const entry = entries.find(({ name }) => name === 'derived-037-base-v2')
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
