import { beforeAll, describe, expect, it } from 'vitest'
import {
  builtFiles,
  findings,
  loadedBy,
  requireBuild,
  textOf,
  type SourceFile,
} from './support/source-files.ts'

/** Our own code as built: what came from packages is in files of its own. */
const ownMain = (): SourceFile[] => builtFiles('main', ['.js']).filter(({ path }) => !/\/vendor/.test(path))

describe('the built app', () => {
  beforeAll(requireBuild)

  it('point 01: it makes one kind of window, in one place', () => {
    expect(findings(builtFiles('main', ['.js']), /new\s+(?:\w+\.)?BrowserWindow\b/)).toHaveLength(1)
    expect(
      findings(builtFiles('main', ['.js']), /(?:sandbox|contextIsolation|webSecurity):\s*(?:false|!1)/),
    ).toStrictEqual([])
  })

  it('point 02: it sets no switch that weakens Chromium', () => {
    expect(
      findings(builtFiles('main', ['.js']), /appendSwitch|appendArgument|["'`-]no-sandbox/),
    ).toStrictEqual([])
  })

  it('point 03: our code loads app://vault/ and knows no file: page and no development server', () => {
    expect(findings(ownMain(), /\bloadFile\b|["'`]file:|ELECTRON_RENDERER_URL/)).toStrictEqual([])
    // The loopback address that a sign-in in the system's browser comes back to, and nothing else.
    expect(findings(ownMain(), /["'`]http:\/\/(?!127\.0\.0\.1)/)).toStrictEqual([])
    expect(textOf('out/main/index.js')).toContain('app://vault/')
  })

  it('point 07: the page’s HTML holds no inline script, style or handler, and no absolute address', () => {
    const forbidden = [
      /<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son\w+=/gi,
      /(?:src|href)="(?!\.\/)[^"]*"/gi,
      /javascript:|<base\b|http-equiv|<iframe|<object|<embed/gi,
    ]
    const pages = builtFiles('renderer', ['.html'])
    expect(pages.map(({ path }) => path)).toStrictEqual(['out/renderer/index.html'])
    for (const { text } of pages)
      expect(forbidden.flatMap((each) => text.match(each) ?? [])).toStrictEqual([])
  })

  it('point 07: the page’s scripts make no code from text and fetch no address', () => {
    const scripts = builtFiles('renderer', ['.js'])
    const forbidden = /\beval\s*\(|\bnew\s+WebSocket\b|\bXMLHttpRequest\b|\bnavigator\.sendBeacon\b/
    expect(scripts.length).toBeGreaterThan(0)
    expect(findings(scripts, forbidden)).toStrictEqual([])
  })

  it('point 04: the list of the page’s files names every file but itself, and no other', () => {
    const built = builtFiles('renderer', ['']).map(({ path }) => path.replace('out/renderer/', ''))
    const listed = JSON.parse(textOf('out/renderer/page-manifest.json')) as string[]
    expect(listed.toSorted()).toStrictEqual(built.filter((name) => name !== 'page-manifest.json').sort())
  })

  it('no source map and no source is in it', () => {
    const all = [...builtFiles('main', ['']), ...builtFiles('preload', ['']), ...builtFiles('renderer', [''])]
    expect(all.filter(({ path }) => /\.(?:map|tsx?)$/.test(path)).map(({ path }) => path)).toStrictEqual([])
    expect(all.filter(({ text }) => /sourceMappingURL=/.test(text)).map(({ path }) => path)).toStrictEqual([])
  })

  it('point 38: it starts no crash reporter', () => {
    expect(findings(builtFiles('main', ['.js']), /crashReporter/)).toStrictEqual([])
  })

  it('the keystore process loads no electron, no network and no AWS code', () => {
    const loaded = loadedBy('out/main/keystore.js', builtFiles('main', ['.js']))
    expect(loaded.length).toBeGreaterThan(0)
    expect(loaded.map(({ path }) => path).filter((path) => /aws/.test(path))).toStrictEqual([])
    expect(
      findings(
        loaded,
        /from\s*["'](?:electron|node:(?:http|https|net|tls|dgram|http2|child_process|worker_threads))["']/,
      ),
    ).toStrictEqual([])
  })

  it('what opens sockets to D-Bus is loaded by the main process alone', () => {
    const built = builtFiles('main', ['.js'])
    const users = (entry: string) =>
      loadedBy(`out/main/${entry}.js`, built).filter(({ path }) => /vendor-dbus/.test(path))
    expect(users('index')).toHaveLength(1)
    for (const entry of ['keystore', 'engine-worker', 'catalog-worker'])
      expect(users(entry)).toStrictEqual([])
  })

  it('only the keystore process loads keytar', () => {
    const users = builtFiles('main', ['.js']).filter(({ text }) => /["']keytar["']/.test(text))
    const ofKeystore = new Set(
      loadedBy('out/main/keystore.js', builtFiles('main', ['.js'])).map(({ path }) => path),
    )
    expect(users.length).toBeGreaterThan(0)
    for (const { path } of users) expect(ofKeystore.has(path)).toBe(true)
    const ofMain = loadedBy('out/main/index.js', builtFiles('main', ['.js'])).map(({ path }) => path)
    expect(users.filter(({ path }) => ofMain.includes(path))).toStrictEqual([])
  })

  it('crypto workers load no electron', () => {
    const loaded = loadedBy('out/main/engine-worker.js', builtFiles('main', ['.js']))
    expect(findings(loaded, /from\s*["']electron["']/)).toStrictEqual([])
  })

  it('the start of the app loads no AWS code: it waits until keys are asked for', () => {
    const eager = loadedBy('out/main/index.js', withoutLazyImports(builtFiles('main', ['.js'])))
    expect(eager.map(({ path }) => path).filter((path) => /aws/.test(path))).toStrictEqual([])
  })
})

const withoutLazyImports = (files: readonly SourceFile[]): SourceFile[] =>
  files.map(({ path, text }) => ({ path, text: text.replaceAll(/\bimport\s*\(\s*["'][^"']+["']/g, '') }))
