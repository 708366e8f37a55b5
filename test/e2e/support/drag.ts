import type { Page } from '@playwright/test'

type Step = 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel'

async function dispatch(page: Page, paths: readonly string[], steps: readonly Step[]): Promise<void> {
  const [width, height] = await page.evaluate<[number, number]>('[innerWidth, innerHeight]')
  const session = await page.context().newCDPSession(page)
  try {
    for (const type of steps) {
      await session.send('Input.dispatchDragEvent', {
        type,
        x: width / 2,
        y: height / 2,
        data: { items: [], files: [...paths], dragOperationsMask: 1 },
      })
    }
  } finally {
    await session.detach()
  }
}

/** Drops files and folders (absolute paths) on the middle of the window, as a file manager would: real drag events. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  await dispatch(page, paths, ['dragEnter', 'dragOver', 'drop'])
}

/** Holds files over the window without letting go. */
export async function dragOver(page: Page, paths: readonly string[]): Promise<void> {
  await dispatch(page, paths, ['dragEnter', 'dragOver'])
}

/** Takes files that are held over the window away again. */
export async function dragAway(page: Page, paths: readonly string[]): Promise<void> {
  await dispatch(page, paths, ['dragCancel'])
}
