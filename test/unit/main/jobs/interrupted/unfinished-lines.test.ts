import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  linesOf,
  unfinishedIn,
  unfinishedLine,
} from '../../../../../src/main/jobs/interrupted/unfinished-lines.ts'
import type { UnfinishedBatch } from '../../../../../src/main/jobs/interrupted/unfinished.ts'
import { defaultOptions } from '../../../../support/jobs-room.ts'

const file = fc.record({
  index: fc.nat(5000),
  path: fc.string({ minLength: 1 }),
  inside: fc.string(),
  tree: fc.string(),
  target: fc.option(fc.string({ minLength: 1 })),
  inodes: fc.array(fc.bigInt(0n, 2n ** 64n - 1n), { maxLength: 3 }),
})
const batch = fc
  .record({
    id: fc.uuid(),
    startedAt: fc.constant('2026-11-23T12:00:00.000Z'),
    outputFolder: fc.option(fc.string({ minLength: 1 })),
    files: fc.uniqueArray(file, { selector: ({ index }) => index, maxLength: 20 }),
  })
  .map((made): UnfinishedBatch => ({
    ...made,
    options: defaultOptions,
    files: new Map(made.files.map((each) => [each.index, each])),
  }))
const batches = fc.uniqueArray(batch, { selector: ({ id }) => id, maxLength: 4 })

it('the lines of unfinished batches say again what was unfinished', () => {
  fc.assert(
    fc.property(batches, (all) => {
      expect(unfinishedIn(linesOf(all))).toEqual(all)
    }),
  )
})

it('a last line that a crash cut short counts as not written', () => {
  const head = { id: 'a', startedAt: 'now', options: defaultOptions, outputFolder: null }
  const one = { index: 0, path: '/f', inside: '', tree: '', target: null, inodes: [] }
  const begun = unfinishedLine.begin(head) + unfinishedLine.files('a', [one])
  const last = [unfinishedLine.made('a', 0, 7n), unfinishedLine.over('a', 0), unfinishedLine.end('a')]
  for (const line of last)
    for (let length = 0; length < line.length - 1; length++)
      expect(unfinishedIn(begun + line.slice(0, length))).toEqual(unfinishedIn(begun))
})

it('a file that is over and a batch that ended are no more in it; a file that is begun again is as new', () => {
  const files = [0, 1].map((index) => ({
    index,
    path: `/f/${index}`,
    inside: '',
    tree: '',
    target: null,
    inodes: [],
  }))
  const head = { id: 'a', startedAt: 'now', options: defaultOptions, outputFolder: null }
  const begun = unfinishedLine.begin(head) + unfinishedLine.files('a', files)
  const made = begun + unfinishedLine.made('a', 1, 7n)
  expect(unfinishedIn(made)[0]?.files.get(1)?.inodes).toEqual([7n])
  expect(unfinishedIn(made + unfinishedLine.files('a', files.slice(1)))[0]?.files.get(1)?.inodes).toEqual([])
  expect([...(unfinishedIn(made + unfinishedLine.over('a', 0))[0]?.files.keys() ?? [])]).toEqual([1])
  expect(unfinishedIn(made + unfinishedLine.end('a'))).toEqual([])
  expect(unfinishedIn(`rubbish\n{"batch":"none","over":1}\n${made}`)).toHaveLength(1)
})

it('a folder for the results is kept as its path, and the id of it is not', () => {
  const options = { ...defaultOptions, output: { folderId: 'x' } }
  const line = unfinishedLine.begin({ id: 'a', startedAt: 'now', options, outputFolder: '/out' })
  expect(unfinishedIn(line)).toMatchObject([{ options: { output: 'beside' }, outputFolder: '/out' }])
})

it('a batch that another version wrote is told all the same, with defaults for what this one does not know', () => {
  const said = { begin: 'a', at: 'now', folder: null, colour: 'red' }
  const { reuseDataKey: _missing, ...older } = { ...defaultOptions, verify: false }
  const options = { ...older, suite: '9999', shred: true }
  const [read] = unfinishedIn(JSON.stringify({ ...said, options }))
  expect(read).toMatchObject({ id: 'a', startedAt: 'now' })
  expect(read?.options).toEqual({ ...defaultOptions, verify: false, suite: '0478', reuseDataKey: false })
})

it('what a batch was for is not guessed', () => {
  const options = { ...defaultOptions, intent: 'shred' }
  expect(unfinishedIn(JSON.stringify({ begin: 'a', at: 'now', folder: null, options }))).toEqual([])
})
