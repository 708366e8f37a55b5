import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeKit, readSheets } from '../../../src/keystore/kit/make-kit.ts'
import { openSheets } from '../../../src/keystore/kit/open-sheets.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { MemoryKitFiles, quickDerive, quickKitDeps } from '../../support/quick-kit.ts'

/** Every secret that was made since. This file's own process alone sees it. */
const made: Secret[] = []
const take = Secret.take.bind(Secret)
beforeEach(() => {
  made.length = 0
  Secret.take = (source) => {
    const secret = take(source)
    made.push(secret)
    return secret
  }
})
afterEach(() => {
  Secret.take = take
})

const plain = { form: 'plain', passphrase: null, threshold: null, madeFor: 'x' } as const
const left = (kept: Secret): number => made.filter((secret) => !secret.isWiped && secret !== kept).length

it.each([
  { ...plain, paths: ['/1'] },
  { ...plain, form: 'passphrase', passphrase: 'four words', paths: ['/1'] },
  { ...plain, form: 'shares', threshold: 2, paths: ['/1', '/2', '/3'] },
] as const)('of a kit ($form) nothing is left but what vouches for backups', async (draft) => {
  const files = new MemoryKitFiles()
  const { keys, savedAs } = await makeKit({ ...draft, paths: [...draft.paths] }, quickKitDeps(files))
  expect(made.length).toBeGreaterThan(2)
  expect(left(keys.backupKey)).toBe(0)
  made.length = 0
  const entry = { sheets: readSheets(savedAs, files), passphrase: draft.passphrase }
  const opened = await openSheets(entry, quickDerive)
  expect(left(opened.backupKey)).toBe(0)
  made.length = 0
  const wrong = { ...entry, sheets: [...entry.sheets, 'no sheet'] }
  await expect(openSheets(wrong, quickDerive)).rejects.toMatchObject({ code: 'KIT_TEXT_INVALID' })
  expect(made.filter(({ isWiped }) => !isWiped)).toEqual([])
})
