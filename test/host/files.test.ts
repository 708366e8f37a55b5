import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dragAway, dragOver, dropFiles } from '../e2e/support/drag.ts'
import { startFixture, type FixtureApp } from './support/fixture-app.ts'

interface Dropped {
  readonly paths: string[]
  readonly names: string[]
  readonly folders: boolean[]
}

describe('files dragged onto the page', () => {
  let fixture: FixtureApp
  beforeAll(async () => {
    fixture = await startFixture()
  })
  afterAll(() => fixture.stop())

  const inFolder = (name: string) => join(fixture.folder, name)
  // The page handles a drop in its own time.
  async function drop(paths: readonly string[]): Promise<Dropped> {
    await fixture.page.evaluate('window.dropped = undefined')
    await dropFiles(fixture.page, paths)
    const dropped = () => fixture.page.evaluate<Dropped | undefined>('dropped')
    return vi.waitUntil(dropped, { timeout: 20_000 })
  }

  it('have their paths, whatever their names', async () => {
    const paths = ['plain.txt', 'with space.txt', 'ümläut 🔑.txt', 'a "quote" \\ and\nnewline'].map(inFolder)
    for (const path of paths) writeFileSync(path, 'content')
    expect((await drop(paths)).paths).toEqual(paths)
  })

  it('may be folders', async () => {
    mkdirSync(inFolder('folder'))
    writeFileSync(inFolder('file'), '')
    expect(await drop([inFolder('folder'), inFolder('file')])).toEqual({
      paths: [inFolder('folder'), inFolder('file')],
      names: ['folder', 'file'],
      folders: [true, false],
    })
  })

  it('are seen before they are let go', async () => {
    writeFileSync(inFolder('held'), '')
    await fixture.page.evaluate(`document.addEventListener('dragover', () => { window.held = true })`)
    await dragOver(fixture.page, [inFolder('held')])
    expect(await fixture.page.evaluate('held')).toBe(true)
    await dragAway(fixture.page, [inFolder('held')])
  })

  it('have no path when a script made them', async () => {
    expect(await fixture.page.evaluate(`fixture.pathsOf([new File(['x'], 'made.txt')])`)).toEqual([''])
  })

  it('are asked for their path in a call that refuses anything else', async () => {
    const message = await fixture.page.evaluate(`
      (() => { try { return fixture.pathsOf([{ path: '/etc/passwd' }]) } catch (error) { return error.message } })()`)
    expect(message).toContain('not a File')
  })

  it('come five hundred at a time in reasonable time', async () => {
    const paths = Array.from({ length: 500 }, (_, index) => inFolder(`many-${index}`))
    for (const path of paths) writeFileSync(path, '')
    const start = performance.now()
    expect((await drop(paths)).paths).toEqual(paths)
    expect(performance.now() - start).toBeLessThan(15_000)
  })
})
