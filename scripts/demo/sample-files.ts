import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface SampleFiles {
  /** What is dropped, absolute: three files and a folder. */
  readonly dropped: readonly string[]
  /** The name of the folder among them. */
  readonly folderName: string
}

const folderName = 'Feldnotizen – März 🗺️'
const largeMebibytes = 256
const smallFiles = 50

const oddNames = [
  'plain.txt',
  'with spaces in it.txt',
  'Übergrößenträger.txt',
  'été à la plage.md',
  '日本語のメモ.txt',
  'emoji 🔑🗝️.txt',
  '-starts-with-a-dash.txt',
  '.hidden',
  'no-suffix',
  'many.dots.in.it.tar.gz',
  "quote's and (brackets) & more.txt",
  '100 % + #1; $HOME.txt',
]
const innerFolders = ['', 'Übung', 'Übung/zwei Ebenen', 'Übung/zwei Ebenen/🏔️ drei', 'empty names/a b c']

/**
 * Makes the demo's files in `folder`: a text, an empty file, 256 MiB of random bytes, and a folder of fifty small files
 * in nested folders with odd names, one of them with a line break where the file system takes it.
 */
export async function makeSampleFiles(folder: string): Promise<SampleFiles> {
  const text = join(folder, 'Letter to Ada.txt')
  const empty = join(folder, 'empty.dat')
  const large = join(folder, 'random 256 MiB.bin')
  await mkdir(folder, { recursive: true })
  await writeFile(text, 'Dear Ada,\n\nthe keys are where they always were.\n'.repeat(40))
  await writeFile(empty, '')
  await pipeline(randomMebibytes(largeMebibytes), createWriteStream(large))
  for (let index = 0; index < smallFiles; index += 1) {
    await writeSmallFile(join(folder, folderName, smallName(index)), index)
  }
  return { dropped: [text, empty, large, join(folder, folderName)], folderName }
}

/** Fifty different relative paths: the odd names go round the folders, and a number keeps them apart. */
export function smallName(index: number): string {
  const inner = innerFolders[index % innerFolders.length] ?? ''
  const name = oddNames[index % oddNames.length] ?? ''
  return join(inner, index < oddNames.length ? name : `${index} ${name}`)
}

async function writeSmallFile(path: string, index: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const content = randomBytes(index * 137)
  if (index !== smallFiles - 1) return writeFile(path, content)
  const withLineBreak = join(dirname(path), 'two\nlines.txt')
  // Windows takes no line break in a name.
  await writeFile(withLineBreak, content).catch(() => writeFile(path, content))
}

function* randomMebibytes(count: number): Generator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield randomBytes(1024 * 1024)
}
