import { readFile } from 'node:fs/promises'
import { chromium } from '@playwright/test'

// Draws resources/icon.svg as the 512-pixel icon.png that packages are made with. Run by hand when the mark changes.
const folder = new URL('../resources/', import.meta.url)
const svg = await readFile(new URL('icon.svg', folder), 'utf8')
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath: '/usr/lib/chromium/chromium', args: asRoot })
try {
  const page = await browser.newPage({ viewport: { width: 512, height: 512 } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
  await page.screenshot({ path: new URL('icon.png', folder).pathname, omitBackground: true })
} finally {
  await browser.close()
}
