import fs from 'node:fs'
import path from 'node:path'
import { createHash } from 'node:crypto'

const folder = path.join(import.meta.dirname, 'corpus')
const longest = 4096

/** A message that once was refused in a way of its own, or once broke a promise. Its name begins with the outcome. */
export interface Kept {
  readonly name: string
  readonly code: string
  readonly message: Buffer
}

/** The messages of test/fuzz/corpus by name. */
export function readCorpus(): readonly Kept[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.encrypted'))
    .toSorted()
    .map((name) => ({
      name,
      code: name.slice(0, name.indexOf('.')),
      message: fs.readFileSync(path.join(folder, name)),
    }))
}

/** Keeps a small message under its outcome; null where it is too large to be kept. */
export function keepMessage(code: string, message: Uint8Array): string | null {
  if (message.length > longest) return null
  fs.mkdirSync(folder, { recursive: true })
  const hash = createHash('sha256').update(message).digest('hex').slice(0, 10)
  const name = `${code}.${hash}.encrypted`
  fs.writeFileSync(path.join(folder, name), message)
  return name
}
