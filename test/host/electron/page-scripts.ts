import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

/** The name Chromium gives the preload's world. */
export const isolatedWorldName = 'Electron Isolated Context'

const folder = join(import.meta.dirname, '../page')

// The scripts are modules for the type checker and plain text for Chromium, which puts them in front of every document.
function asScript(names: readonly string[]): string {
  return names
    .map((name) => stripTypeScriptTypes(readFileSync(join(folder, name), 'utf8')))
    .join('\n')
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^export /gm, '')
}

let isolatedText: string | undefined
let mainText: string | undefined

/** The script of the page's own world. `secret` is shared with the isolated world. */
export function mainWorldScript(secret: string): string {
  mainText ??= asScript(['bridge.ts', 'main-world.ts'])
  return `(() => { 'use strict'\n${mainText}\nstartMainWorld(${JSON.stringify(secret)})\n})()`
}

export interface IsolatedScriptOptions {
  readonly secret: string
  readonly binding: string
  readonly process: Readonly<Record<string, unknown>>
  /** The preload's absolute path; undefined for a page without one. */
  readonly preload: string | undefined
}

/** The script of the preload's world, the preload included. */
export function isolatedWorldScript({ preload, ...options }: IsolatedScriptOptions): string {
  isolatedText ??= asScript(['codec.ts', 'bridge.ts', 'isolated-world.ts'])
  const text = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const run = `(require, process) => { const module = { exports: {} }; const exports = module.exports;\n${text}\n}`
  return `(() => { 'use strict'\n${isolatedText}\nstartIsolatedWorld({ ...${JSON.stringify(options)}, preload: ${run} })\n})()`
}
