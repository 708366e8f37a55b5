import { describe, expect, it } from 'vitest'
import { sizeOf, windowOptions } from '../../../../src/main/shell/main-window.ts'
import { defaultWindowSize, windowSize } from '../../../../src/main/shell/window-size.ts'

describe('the window', () => {
  it('is 1120x760 at first, not smaller than 960x640, and shown when it has drawn', () => {
    const options = windowOptions({
      size: defaultWindowSize,
      background: '#131818',
      preload: '/p.cjs',
      isPackaged: true,
    })
    expect(options).toMatchObject({
      width: 1120,
      height: 760,
      minWidth: 960,
      minHeight: 640,
      show: false,
      backgroundColor: '#131818',
    })
  })

  it('remembers the size it goes back to, never a smaller one than it may have', () => {
    const window = {
      getNormalBounds: () => ({ x: 0, y: 0, width: 100.4, height: 2000.6 }),
      isMaximized: () => true,
    }
    const size = sizeOf(window)
    expect(size).toStrictEqual({ width: 960, height: 2001, maximized: true })
    expect(windowSize.safeParse(size).success).toBe(true)
  })
})
