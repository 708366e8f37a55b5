import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { JobRow } from '../../src/shared/model/job.ts'
import { confirmPlan, finishedRows } from '../../test/e2e/steps/files-page.ts'
import { makeFirstKey } from '../../test/e2e/steps/first-run-screens.ts'
import { callApp } from '../../test/e2e/steps/page-calls.ts'
import { dropFiles } from '../../test/e2e/support/drag.ts'
import { digestsBelow, moveFiles } from './file-tree.ts'
import { resultRows } from './result-rows.ts'
import type { ResultRow } from './result-table.ts'
import { makeSampleFiles } from './sample-files.ts'

export interface DemoOptions {
  readonly page: Page
  /** An empty folder for the demo's files, absolute. */
  readonly folder: string
  readonly picture: (page: Page, name: string) => Promise<void>
  readonly say: (text: string) => void
}

const timeLimit = 120

/** Milliseconds to wait for the picture of work that goes on: a fast computer may be done before a bar has any width. */
const patience = 3_000

/** Does the main job as a person would, and returns what each file came to. */
export async function runDemo({ page, folder, picture, say }: DemoOptions): Promise<readonly ResultRow[]> {
  say('making the first key')
  await makeFirstKey(page, { name: 'backups', onScreen: (name) => picture(page, name) })
  await picture(page, 'files')

  const originals = join(folder, 'originals')
  const { dropped, folderName } = await makeSampleFiles(originals)
  const before = await digestsBelow(originals)
  say(`encrypting ${before.size} files`)
  const encrypted = await dropAndWait(page, { paths: dropped, name: 'encrypt', picture })

  // The originals stay where they are; the results alone travel to another folder, as to another computer.
  const received = join(folder, 'received')
  await mkdir(received)
  const moved = await moveFiles(originals, received, (path) => path.endsWith('.encrypted'))
  const messages = dropped.map((path) => {
    const name = path.slice(originals.length + 1)
    return join(received, name === folderName ? name : `${name}.encrypted`)
  })
  say(`opening ${moved.length} files`)
  const opened = await dropAndWait(page, { paths: messages, name: 'open', picture })

  say('comparing')
  const after = await digestsBelow(received)
  return resultRows({ before, after, encrypted, opened, folderName })
}

interface Drop {
  readonly paths: readonly string[]
  readonly name: string
  readonly picture: DemoOptions['picture']
}

async function dropAndWait(page: Page, { paths, name, picture }: Drop): Promise<readonly JobRow[]> {
  const known = new Set((await callApp(page, 'jobs.snapshot', {})).rows.map((row) => row.id))
  await dropFiles(page, paths)
  await page.getByRole('table', { name: 'Plan' }).waitFor({ timeout: timeLimit * 1000 })
  await picture(page, `${name}-plan`)
  await confirmPlan(page)
  await seeProgress(page)
  await picture(page, `${name}-running`)
  const rows = await finishedRows(page, timeLimit)
  await page.getByText('Verified').first().waitFor()
  await picture(page, `${name}-done`)
  return rows.filter((row) => !known.has(row.id))
}

async function seeProgress(page: Page): Promise<void> {
  const bar = page.getByRole('progressbar').first()
  await bar.waitFor({ timeout: patience }).catch(() => undefined)
}
