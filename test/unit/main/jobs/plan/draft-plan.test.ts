import { describe, expect, it } from 'vitest'
import { plan as planSchema } from '../../../../../src/shared/model/plan.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import type { FileFacts, Files } from '../../../../../src/main/jobs/files/files.ts'
import { fileError } from '../../../../../src/main/jobs/files/file-error.ts'
import { draftPlan } from '../../../../../src/main/jobs/plan/draft-plan.ts'
import { defaultPreferences } from '../../../../../src/main/jobs/preferences.ts'
import type { SurveyedFile } from '../../../../../src/main/jobs/plan/surveyed-item.ts'
import { problemOf } from '../../../../../src/shared/problem-of.ts'
import { defaultOptions } from '../../../../support/jobs-room.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const folder: FileFacts = {
  kind: 'folder',
  device: 1n,
  inode: 1n,
  size: 0,
  mode: 0o755,
  modifiedNs: 0n,
  changedNs: 0n,
}

/** A disk of empty folders: `/two/...` lies on a second disk. */
const emptyDisk: Files = {
  ...quickFiles,
  realPath: (path) => Promise.resolve(path),
  checkWritable: () => Promise.resolve(),
  inspect: (path) => {
    if (path === '/one') return Promise.resolve(folder)
    if (path === '/two') return Promise.resolve({ ...folder, device: 2n })
    return Promise.reject(fileError(Object.assign(new Error(), { code: 'ENOENT' }), 'look at', path))
  },
  freeSpace: (path) => Promise.resolve(path === '/two' ? 1_000_000 : 10_000_000),
}

function item(index: number, more: Partial<SurveyedFile> = {}): SurveyedFile {
  const path = `/one/file ${index}`
  return {
    id: `item-${index}`,
    path,
    realPath: path,
    inside: '',
    tree: '',
    size: 10,
    suggestion: 'encrypt',
    question: null,
    blob: null,
    doors: null,
    message: null,
    problem: null,
    openProblem: null,
    members: null,
    alone: true,
    folders: [],
    ...more,
  }
}

async function draft(items: readonly SurveyedFile[], files = emptyDisk) {
  const choices = { options: defaultOptions, decisions: new Map(), outputFolder: null }
  const services = {
    files,
    keyServices: memoryKeyServices(),
    protectedFolders: [],
    preferences: () => defaultPreferences,
    homeFolder: '/home/ada',
    platform: 'linux' as const,
  }
  return draftPlan('plan', { items, folders: [], mode: 'files', tooMany: null }, choices, services)
}

describe('a plan of more files than the page is given', () => {
  it('shows what needs a person first, and starts all that can go', async () => {
    const problem = problemOf(new VaultError('FILE_IS_LINK', 'it is a link'))
    const items = Array.from({ length: 5003 }, (_, index) => item(index))
    const { plan, files } = await draft([
      ...items,
      item(6000, { problem }),
      item(6001, { question: 'looksEncryptedIsNot' }),
    ])
    expect(() => planSchema.parse(plan)).not.toThrow()
    expect([plan.items.length, plan.moreItems, plan.problems]).toEqual([5000, 5, 1])
    expect(plan.items.slice(0, 2).map(({ id }) => id)).toEqual(['item-6000', 'item-6001'])
    expect([plan.encrypt.files, files.length]).toEqual([5003, 5003])
  })
})

const onTwo = (index: number, size: number) => item(index, { path: `/two/${index}`, size })

describe('free space', () => {
  it('is added up for each disk', async () => {
    const fits = await draft([item(1, { size: 9_000_000 }), onTwo(2, 500_000)])
    expect(fits.plan.problem).toBe(null)
    const full = await draft([onTwo(1, 500_000), onTwo(2, 500_000)])
    expect(full.plan.problem).toMatchObject({ code: 'DISK_FULL', facts: { folder: 'two', free: 1_000_000 } })
  })

  it('that a disk does not tell stops nothing', async () => {
    const silent: Files = { ...emptyDisk, freeSpace: () => Promise.reject(new Error('not told')) }
    expect((await draft([item(1, { size: 9e15 })], silent)).plan.problem).toBe(null)
  })
})
