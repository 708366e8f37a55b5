import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { inProject } from '../programs/project.ts'

/** Where the demo's pictures go, absolute. */
export const picturesFolder = inProject('out', 'demo')

/** Takes numbered pictures of the window: `01-where-keys-live.png` and on. Older ones are removed first. */
export async function pictureTaker(): Promise<(page: Page, name: string) => Promise<void>> {
  await rm(picturesFolder, { recursive: true, force: true })
  await mkdir(picturesFolder, { recursive: true })
  let number = 0
  return async (page, name) => {
    number += 1
    await page.evaluate('document.fonts.ready.then(() => undefined)')
    const file = `${String(number).padStart(2, '0')}-${name}.png`
    await page.screenshot({ path: join(picturesFolder, file), animations: 'disabled', caret: 'hide' })
  }
}
