import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot, textOf } from './support/source-files.ts'

const rows = textOf('docs/security-points.md')
  .split('\n')
  .filter((line) => /^\| \d\d \|/.test(line))
const pointOf = (row: string): string => row.slice(2, 4)

/** The points that this stage of the project has to show. */
const due = [...Array.from({ length: 24 }, (_, index) => index + 1), 28, 30, 31, 32, 36, 38, 39, 40]

describe('docs/security-points.md', () => {
  it('has a row for every point that is due', () => {
    const named = new Set(rows.map(pointOf))
    expect(
      due.map((point) => String(point).padStart(2, '0')).filter((point) => !named.has(point)),
    ).toStrictEqual([])
  })

  it.each(rows.map((row) => [pointOf(row), row] as const))(
    'point %s names tests that exist',
    (_point, row) => {
      const claims = [...row.matchAll(/`([^`]+\.ts)` "([^"]*)"/g)]
      expect(claims.length).toBeGreaterThan(0)
      for (const [, path = '', title = ''] of claims) {
        expect(existsSync(join(projectRoot, path)), path).toBe(true)
        expect(textOf(path).includes(title), `${path} has a test called "${title}"`).toBe(true)
      }
    },
  )
})
