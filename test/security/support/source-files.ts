import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** The project's folder. */
export const projectRoot = resolve(import.meta.dirname, '../../..')

export interface SourceFile {
  /** Path below the project's folder, with `/`. */
  readonly path: string
  readonly text: string
}

/** Every text file below a folder of the project, by its ending. */
export function filesBelow(folder: string, endings: readonly string[]): SourceFile[] {
  const top = join(projectRoot, folder)
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(projectRoot, path).split(sep).join('/'),
      text: readFileSync(path, 'utf8'),
    }))
}

/** All of src that is code. */
export const sources = (): SourceFile[] => filesBelow('src', ['.ts', '.tsx'])

/** A file of the project as text. */
export const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8')

/** The built app below out/. Throws with the command to run where it is not built. */
export function builtFiles(
  folder: 'main' | 'preload' | 'renderer',
  endings: readonly string[],
): SourceFile[] {
  requireBuild()
  return filesBelow(`out/${folder}`, endings)
}

/** Throws unless out/ holds a whole build. */
export function requireBuild(): void {
  for (const part of ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']) {
    if (!existsSync(join(projectRoot, part))) {
      throw new Error(`${part} is missing: run \`npx electron-vite build\`, then these tests again`)
    }
  }
}

/** Text with comments blanked, so that a word in an explanation is no finding. Strings stay as they are. */
export function withoutComments(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g,
    (_match, string: string | undefined) => string ?? ' ',
  )
}

/** Where `pattern` occurs in code: `path: the matching text`. */
export function findings(files: readonly SourceFile[], pattern: RegExp): string[] {
  const everywhere = new RegExp(
    pattern.source,
    pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`,
  )
  return files.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(everywhere)].map(([match]) => `${path}: ${match}`),
  )
}

/** The files a built entry loads, itself first: every static and lazy import of a file of ours, followed. */
export function loadedBy(entry: string, files: readonly SourceFile[]): SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const found = new Map<string, SourceFile>()
  const visit = (path: string): void => {
    const file = byPath.get(path)
    if (file === undefined || found.has(path)) return
    found.set(path, file)
    for (const [, target = ''] of file.text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)) {
      visit(join(dirname(path), target).split(sep).join('/'))
    }
  }
  visit(entry)
  return [...found.values()]
}
