import { expect, it } from 'vitest'
import { filesBelow, findings } from './support/source-files.ts'

// The runner of `npm test` counts a skip without a reason as a failure, but only on the machine where it is skipped.
it('no test can be left out without a reason: skips are made inside the test, in words', () => {
  const tests = filesBelow('test', ['.test.ts', '.test.tsx', '.spec.ts', 'describe-with-keyring.ts'])
  const silent =
    /\.(?:skipIf|runIf|todo|fails)\b|\b(?:describe|it|test|suite)(?:\.\w+)*\.only\b|\b(?:describe|it)\.skip\b|\btest(?:\.describe)?\.skip\(\s*['"`]|\bskip\(\s*\)/
  const found = findings(tests, silent)
  expect(tests.length).toBeGreaterThan(100)
  expect(found.filter((finding) => !finding.includes('vitest-reporter.test.ts'))).toStrictEqual([])
})
