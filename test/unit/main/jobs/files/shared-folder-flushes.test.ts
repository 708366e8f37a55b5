import { describe, expect, it } from 'vitest'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { sharedFolderFlushes } from '../../../../../src/main/jobs/files/shared-folder-flushes.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

/** Files whose folder flushes end when the test says so. */
function heldFlushes() {
  const begun: { folder: string; end: PromiseWithResolvers<void> }[] = []
  const files: Files = {
    ...quickFiles,
    syncFolder: (folder) => {
      const end = Promise.withResolvers<void>()
      begun.push({ folder, end })
      return end.promise
    },
  }
  return { begun, files: sharedFolderFlushes(files) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))
const failure = new VaultError('DISK_FAILED', 'no luck')

describe('flushes of one folder', () => {
  it('are not joined once they run: the next one begins after them, and is one for all who wait', async () => {
    const { begun, files } = heldFlushes()
    const done: string[] = []
    const ask = (name: string) => void files.syncFolder('/a').then(() => done.push(name))
    ask('first')
    ask('second')
    ask('third')
    expect(begun).toHaveLength(1)
    begun[0]?.end.resolve()
    await settled()
    expect(done).toEqual(['first'])
    expect(begun).toHaveLength(2)
    ask('fourth')
    begun[1]?.end.resolve()
    await settled()
    expect(done).toEqual(['first', 'second', 'third'])
    expect(begun).toHaveLength(3)
    begun[2]?.end.resolve()
    await settled()
    expect(done).toEqual(['first', 'second', 'third', 'fourth'])
    ask('fifth')
    expect(begun).toHaveLength(4)
  })

  it('that fail, fail for all who share them and for nobody else', async () => {
    const { begun, files } = heldFlushes()
    const asked = [files.syncFolder('/a'), files.syncFolder('/a'), files.syncFolder('/a')]
    const outcomes = Promise.allSettled(asked)
    begun[0]?.end.reject(failure)
    await settled()
    begun[1]?.end.resolve()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    const later = Promise.allSettled([files.syncFolder('/a'), files.syncFolder('/a'), files.syncFolder('/a')])
    begun[2]?.end.resolve()
    await settled()
    begun[3]?.end.reject(failure)
    expect((await later).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  it('do not wait for those of another folder', async () => {
    const { begun, files } = heldFlushes()
    void files.syncFolder('/a')
    void files.syncFolder('/b')
    expect(begun.map(({ folder }) => folder)).toEqual(['/a', '/b'])
  })
})
