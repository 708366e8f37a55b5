import type { Page } from '@playwright/test'
import { inProject } from '../../../scripts/programs/project.ts'

/** Writes a picture of the window to out/e2e/<name>.png. Waits for fonts, lets animations end. */
export async function shot(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.screenshot({ path: inProject('out/e2e', `${name}.png`), animations: 'disabled', caret: 'hide' })
}
