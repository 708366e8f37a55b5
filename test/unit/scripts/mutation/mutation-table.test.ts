import { describe, expect, it } from 'vitest'
import { readMutationArguments } from '../../../../scripts/mutation/arguments.ts'
import { strykerPlugins } from '../../../../scripts/mutation/error-sentences.ts'
import { mutationTable } from '../../../../scripts/mutation/mutation-table.ts'

const mutant = (status: string, file = 'a.ts') => ({
  fileName: `/project/src/${file}`,
  status,
  mutatorName: 'BooleanLiteral',
  replacement: 'true\n  && true',
  location: { start: { line: 3, column: 7 } },
})

describe('the table of a mutation run', () => {
  it('counts a mutant that ran for ever as noticed, one without a test as not, and leaves the others out', () => {
    const outcomes = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'].map((each) => mutant(each))
    const [first] = mutationTable(outcomes, '/project').split('\n')
    expect(first).toBe(' 50.0 %     2 of 4     src/a.ts (1 left out)')
  })

  it('names each mutant that no test noticed on a line of its own', () => {
    const table = mutationTable([mutant('Killed'), mutant('Survived', 'b.ts')], '/project')
    expect(table.split('\n').at(-1)).toBe('src/b.ts:3:7 Survived BooleanLiteral: true && true')
  })

  it('gives a file whose mutants were all left out no score', () => {
    expect(mutationTable([mutant('Ignored')], '/project')).toContain('-       0 of 0     src/a.ts')
  })
})

describe('the arguments of a mutation run', () => {
  it('are files, or else everything, and whether to begin anew', () => {
    expect(readMutationArguments(['src/a.ts', '--all'])).toEqual({ mutate: ['src/a.ts'], force: true })
    expect(readMutationArguments([])).toMatchObject({ force: false })
    expect(readMutationArguments([]).mutate).toHaveLength(3)
  })
})

describe('what is left alone', () => {
  const [plugin] = strykerPlugins
  const none = { node: { type: 'Program' }, key: null, parentPath: null }
  const thrown = { node: { type: 'ThrowStatement' }, key: null, parentPath: none }
  const text = (parent: object, key: number) => ({
    node: { type: 'StringLiteral' },
    key,
    listKey: 'arguments',
    parentPath: { ...none, ...parent },
  })
  const made = { node: { type: 'NewExpression', callee: { name: 'VaultError' } } }
  const called = { node: { type: 'CallExpression' } }

  it.each([
    ['the sentence of a VaultError', text(made, 1), true],
    [
      'what a throw gives to the function that makes the error',
      text({ ...called, parentPath: thrown }, 0),
      true,
    ],
    ['the code of a VaultError', text(made, 0), false],
    ['a text for any other function', text(called, 0), false],
    ['a text that is no argument', { ...text(made, 1), listKey: undefined }, false],
  ])('%s: %#', (_name, path, left) => {
    expect(plugin?.value.shouldIgnore(path) !== undefined).toBe(left)
  })
})
