import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fixtureFolder, hostExecutable, startFixture, type FixtureApp } from './support/fixture-app.ts'
import { commandLine, processesWith } from './support/processes.ts'

describe('an app on the host', () => {
  let fixture: FixtureApp
  beforeEach(async () => {
    fixture = await startFixture()
  })
  afterEach(() => fixture.stop())

  const profiles = () => readdirSync(fixture.folder).filter((name) => name.startsWith('electron-host-'))
  const hasEnded = () => fixture.process.exitCode !== null || fixture.process.signalCode !== null
  const ended = () => vi.waitUntil(hasEnded, { timeout: 5000 })
  // Every process of a run has a path below its folder on its command line.
  const nothingLeft = () =>
    vi.waitFor(
      () => {
        expect(processesWith(fixture.folder)).toEqual([])
        expect(profiles()).toEqual([])
      },
      { timeout: 10_000, interval: 50 },
    )

  const allowQuit = (isAllowed: boolean) =>
    fixture.electronApp.evaluate((_electron, value) => {
      ;(globalThis as unknown as { allowQuit: boolean }).allowQuit = value
    }, isAllowed)
  const quit = () => fixture.electronApp.evaluate(({ app }) => app.quit()).catch(() => undefined)

  it('goes on when quitting is prevented, and ends when it is not', async () => {
    await allowQuit(false)
    await quit()
    expect(await fixture.page.evaluate(`fixture.invoke('echo', 'still here')`)).toBe('still here')
    expect((await fixture.seen()).quits).toBe(1)
    await allowQuit(true)
    await quit()
    await ended()
    expect(fixture.process.exitCode).toBe(0)
    await nothingLeft()
  })

  it('keeps a window whose closing is prevented', async () => {
    const isOpen = await fixture.electronApp.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.once('close', (event) => event.preventDefault())
      window?.close()
      return window?.isDestroyed() === false
    })
    expect(isOpen).toBe(true)
    expect(await fixture.page.evaluate(`fixture.invoke('echo', 1)`)).toBe(1)
  })

  it('ends when its last window is closed', async () => {
    await fixture.page.close()
    await ended()
    await nothingLeft()
  })

  it('ends when a person closes its window', async () => {
    const session = await fixture.page.context().newCDPSession(fixture.page)
    await session.send('Page.close').catch(() => undefined)
    await ended()
    await nothingLeft()
  })

  it('ends with an error when Chromium dies, and leaves nothing', async () => {
    const [chromium] = processesWith(fixture.folder).filter(isChromium)
    if (chromium === undefined) throw new Error('no Chromium of this run was found')
    process.kill(chromium, 'SIGKILL')
    await ended()
    expect(fixture.process.exitCode).toBe(1)
    await nothingLeft()
  })

  it('says so where there is no Chromium, and leaves nothing', () => {
    const folder = join(fixture.folder, 'without')
    mkdirSync(folder)
    const { status, stderr } = spawnSync(hostExecutable, [fixtureFolder, `--user-data-dir=${folder}`], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        TMPDIR: folder,
        ELECTRON_HOST_CHROMIUM: '/nowhere/chromium',
      },
    })
    expect(status).toBe(1)
    expect(stderr).toContain('no Chromium is installed')
    expect(readdirSync(folder).filter((name) => name.startsWith('electron-host-'))).toEqual([])
  })

  it('is told of a second instance, which ends at once', async () => {
    const second = spawn(
      hostExecutable,
      [fixtureFolder, `--user-data-dir=${fixture.userData}`, 'some.file'],
      {
        stdio: 'ignore',
        env: { PATH: process.env['PATH'], HOME: fixture.folder, TMPDIR: fixture.folder },
      },
    )
    expect(await once(second, 'exit')).toEqual([7, null])
    await expect.poll(async () => (await fixture.seen()).second.at(-1)?.at(-1)).toBe('some.file')
    expect(profiles()).toHaveLength(1)
  })

  it('leaves no process and no profile when it is killed', async () => {
    await fixture.electronApp.evaluate(() =>
      (globalThis as unknown as { askUtility(message: unknown): unknown }).askUtility('hello'),
    )
    fixture.process.kill('SIGKILL')
    await ended()
    await nothingLeft()
  })

  it('starts again on a profile whose owner was killed', async () => {
    fixture.process.kill('SIGKILL')
    await ended()
    const again = spawn(hostExecutable, [fixtureFolder, `--user-data-dir=${fixture.userData}`], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], HOME: fixture.folder, TMPDIR: fixture.folder },
    })
    await vi.waitFor(() => expect(profiles().some((name) => name.includes(`-${again.pid}-`))).toBe(true))
    expect(await stillRunsAfter(1000, again)).toBe(true)
    again.kill('SIGTERM')
    expect(await once(again, 'exit')).toEqual([0, null])
    await nothingLeft()
  })

  it('removes what an earlier host left behind together with its guard', async () => {
    mkdirSync(join(fixture.folder, 'electron-host-4194305-left'))
    const other = spawn(hostExecutable, [fixtureFolder, `--user-data-dir=${join(fixture.folder, 'other')}`], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], HOME: fixture.folder, TMPDIR: fixture.folder },
    })
    await expect.poll(profiles, { timeout: 5000 }).not.toContain('electron-host-4194305-left')
    other.kill('SIGTERM')
    await once(other, 'exit')
  })

  it('ends with the runner that started it', async () => {
    const [, , , pipe] = fixture.process.stdio
    pipe?.destroy()
    await ended()
    await nothingLeft()
  })
})

/** The browser itself, neither its guard nor one of its own children. */
function isChromium(pid: number): boolean {
  const line = commandLine(pid)
  return line.includes('--remote-debugging-pipe') && !line.includes('guard.sh') && !line.includes('--type=')
}

async function stillRunsAfter(time: number, child: ReturnType<typeof spawn>): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, time))
  return child.exitCode === null
}
