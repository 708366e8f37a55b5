import { describe, expect, it } from 'vitest'
import { isInside } from '../../../../../src/main/jobs/files/is-inside.ts'
import { folderLabel } from '../../../../../src/main/jobs/plan/folder-label.ts'
import { protectedFolders } from '../../../../../src/main/jobs/plan/protected-folders.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

describe('a folder as a person reads it', () => {
  it.each([
    ['/home/ada', '~'],
    ['/home/ada/work', '~/work'],
    ['/home/ada/..work', '~/..work'],
    ['/home/adam', '/home/adam'],
    ['/media/disk', '/media/disk'],
  ])('%s is %s', (folder, label) => {
    expect(folderLabel(folder, '/home/ada')).toBe(label)
  })
})

describe('a protected folder', () => {
  it('protects itself and all below it, whatever it is called, and no neighbour', async () => {
    const isProtected = await protectedFolders(quickFiles, ['/no/such/profile'])
    const inside = ['/no/such/profile', '/no/such/profile/a', '/no/such/profile/..a']
    const outside = ['/no/such', '/no/such/profile2', '/no/such/a', '/']
    expect([...inside, ...outside].map(isProtected)).toEqual([true, true, true, false, false, false, false])
  })
})

it('is inside where no step leads out', () => {
  expect([isInside('/a', '/a/b'), isInside('/a/b', '/a'), isInside('/', '/a')]).toEqual([true, false, true])
})
