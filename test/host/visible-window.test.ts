import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hasDisplay, withVirtualDisplay } from '../../scripts/display/virtual-display.ts'
import { dropFiles } from '../e2e/support/drag.ts'
import { startFixture } from './support/fixture-app.ts'

const isPossible = hasDisplay() || existsSync('/usr/bin/Xvfb')

it('a visible window has its size, its files and its answers like a headless one', async ({ skip }) => {
  skip(!isPossible, 'there is neither a display nor Xvfb')
  await withVirtualDisplay(async ({ DISPLAY }) => {
    const fixture = await startFixture(DISPLAY)
    try {
      const { page } = fixture
      await expect.poll(() => page.evaluate('[innerWidth, innerHeight]')).toEqual([1000, 700])
      expect(await page.evaluate('[outerHeight - innerHeight < 60, document.hidden]')).toEqual([true, false])
      const resized = fixture.electronApp.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        return new Promise((resolve) => window?.once('resize', () => resolve(window.getNormalBounds())))
      })
      const session = await page.context().newCDPSession(page)
      const { windowId } = await session.send('Browser.getWindowForTarget')
      await session.send('Browser.setContentsSize', { windowId, width: 1010, height: 710 })
      expect(await resized).toMatchObject({ width: 1010, height: 710 })
      const path = join(fixture.folder, 'dropped.txt')
      writeFileSync(path, '')
      await dropFiles(page, [path])
      await expect.poll(() => page.evaluate('window.dropped?.paths')).toEqual([path])
      expect(await page.evaluate(`fixture.invoke('echo', 'seen')`)).toBe('seen')
      expect(await page.evaluate(`open('https://example.com/')`)).toBeNull()
      expect(await page.evaluate('Notification.requestPermission()')).toBe('denied')
    } finally {
      await fixture.stop()
    }
  })
})
