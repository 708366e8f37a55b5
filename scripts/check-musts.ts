import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(fileURLToPath(import.meta.url), '..', '..')

/** MUSTs of docs/format.md and the test titles that name them. */
export interface MustReport {
  readonly musts: readonly string[]
  /** Numbers of the page that no test title carries. */
  readonly withoutTest: readonly string[]
  /** Numbers in test titles that the page does not have. */
  readonly unknown: readonly string[]
}

/** Compares the numbers of the page's tables with those in the titles of the tests. STYLE.md point 8. */
export function compareMusts(page: string, testSources: readonly string[]): MustReport {
  const musts = [...page.matchAll(/^\| (F-\d+) \|/gm)].map(([, number = '']) => number)
  const titles = testSources.flatMap((source) =>
    [...source.matchAll(titlePattern)].map(([, title = '']) => title),
  )
  const tested = new Set(titles.flatMap((title) => title.match(/\bF-\d+/g) ?? []))
  return {
    musts,
    withoutTest: musts.filter((number) => !tested.has(number)),
    unknown: [...tested].filter((number) => !musts.includes(number)),
  }
}

/**
 * The title of an `it`, `it.each(...)` or `describe`: the first string that stands right behind an opening
 * bracket and `F-`.
 */
const titlePattern = /\(\s*['"`]([^'"`]*\bF-\d+[^'"`]*)['"`]/g

/** The report over this tree. */
export function checkMusts(): MustReport {
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, 'test', name), 'utf8'))
  return compareMusts(readFileSync(join(root, 'docs', 'format.md'), 'utf8'), tests)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { musts, withoutTest, unknown } = checkMusts()
  for (const number of withoutTest) console.log(`${number}: no test carries this number`)
  for (const number of unknown) console.log(`${number}: in a test title, not in docs/format.md`)
  console.log(`${musts.length} MUSTs, ${withoutTest.length} without a test`)
  process.exitCode = withoutTest.length + unknown.length === 0 ? 0 : 1
}
