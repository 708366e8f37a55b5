import { open, readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import { fileError } from '../jobs/files/file-error.ts'

/** A small JSON document on disk. `read` gives undefined where there is none. Both throw the VaultError of the disk's error. */
export interface JsonFile<T> {
  read(): Promise<T | undefined>
  /** Replaces the whole document: a staged file, fsync, rename. Writes happen one after another. */
  write(value: T): Promise<void>
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

async function replaceFile(path: string, text: string): Promise<void> {
  const staged = `${path}.new`
  const handle = await open(staged, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(staged, path)
}

/**
 * The JSON document at `path`, checked by `schema` when read. A document that cannot be understood is set aside beside
 * itself with the time in its name, so a person's choices are never lost without a trace, and reads as none.
 */
export function jsonFile<T>(options: { path: string; schema: z.ZodType<T>; now: () => Date }): JsonFile<T> {
  const { path, schema, now } = options
  let lastWrite: Promise<void> = Promise.resolve()

  async function read(): Promise<T | undefined> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return undefined
      throw fileError(error, 'read', path)
    })
    if (text === undefined) return undefined
    const parsed = z.string().transform(parseJson).pipe(schema).safeParse(text)
    if (parsed.success) return parsed.data
    await rename(path, `${path}.damaged-${now().toISOString().replaceAll(':', '-')}`)
    return undefined
  }

  function write(value: T): Promise<void> {
    const text = `${JSON.stringify(value, undefined, 2)}\n`
    const next = lastWrite
      .then(() => replaceFile(path, text))
      .catch((error: unknown) => {
        throw fileError(error, 'write', path)
      })
    lastWrite = next.catch(() => undefined)
    return next
  }

  return { read, write }
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
}
