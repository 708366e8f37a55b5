import { describe, expect, it } from 'vitest'
import { readManifest } from '../../scripts/vectors/manifest.ts'
import { runVector } from '../../scripts/vectors/run-vector.ts'
import { sharedFolder } from './support/shared-folder.ts'

const { folder, present, skipped } = sharedFolder('vectors')
const entries = present ? await readManifest(folder) : []

// `npm run vectors` runs the same entries and prints them; here each is a test of its own.
describe.skipIf(skipped)('the shared vectors', () => {
  it('F-64 are there, for all eleven suites', () => {
    const suites = new Set(
      entries.filter(({ expect: wanted }) => wanted === 'plaintext').map((e) => e.algorithmSuite),
    )
    expect(suites.size).toBe(11)
  })

  it.concurrent.each(entries)('F-64 $name is $expect', async (entry) => {
    const { passed, why } = await runVector(folder, entry)
    expect({ passed, why }).toEqual({ passed: true, why })
  })
})
