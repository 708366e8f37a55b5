import { z } from 'zod'
import { storedOptions } from './stored-options.ts'
import type { BatchHead, UnfinishedBatch, UnfinishedFile } from './unfinished.ts'

const id = z.string().min(1).max(64)
const index = z.number().int().min(0)
const fileRow = z.tuple([index, z.string().min(1), z.string(), z.string(), z.string().min(1).nullable()])
const line = z.union([
  // Not strict: what another version adds to a batch does not hide it.
  z.object({ begin: id, at: z.string(), options: storedOptions, folder: z.string().min(1).nullable() }),
  z.strictObject({ batch: id, files: z.array(fileRow) }),
  z.strictObject({ batch: id, file: index, inode: z.string().regex(/^\d{1,20}$/) }),
  z.strictObject({ batch: id, over: index }),
  z.strictObject({ end: id }),
])

const filesInLine = 1000
const jsonLine = (value: z.infer<typeof line>): string => `${JSON.stringify(value)}\n`

/** One line of the journal of unfinished batches each; `files` makes as many as it takes. */
export const unfinishedLine = {
  begin: ({ id: begin, startedAt, options, outputFolder }: BatchHead): string =>
    jsonLine({ begin, at: startedAt, options: { ...options, output: 'beside' }, folder: outputFolder }),
  files: (batch: string, files: readonly UnfinishedFile[]): string => {
    let text = ''
    for (let from = 0; from < files.length; from += filesInLine) {
      const rows = files.slice(from, from + filesInLine).map(rowOf)
      text += jsonLine({ batch, files: rows })
    }
    return text
  },
  made: (batch: string, file: number, inode: bigint): string =>
    jsonLine({ batch, file, inode: String(inode) }),
  over: (batch: string, file: number): string => jsonLine({ batch, over: file }),
  end: (batch: string): string => jsonLine({ end: batch }),
}

function rowOf(file: UnfinishedFile): z.infer<typeof fileRow> {
  return [file.index, file.path, file.inside, file.tree, file.target]
}

function parse(text: string): z.infer<typeof line> | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The lines that say what `unfinishedIn` found; '' where nothing is unfinished. */
export function linesOf(batches: Iterable<UnfinishedBatch>): string {
  let text = ''
  for (const batch of batches) {
    text += unfinishedLine.begin(batch) + unfinishedLine.files(batch.id, [...batch.files.values()])
    for (const { index: file, inodes } of batch.files.values())
      for (const inode of inodes) text += unfinishedLine.made(batch.id, file, inode)
  }
  return text
}

/** What a journal's text leaves unfinished. A line that a crash cut short, or anything else, is skipped. */
export function unfinishedIn(text: string): readonly UnfinishedBatch[] {
  const heads = new Map<string, { head: BatchHead; files: Map<number, UnfinishedFile> }>()
  for (const said of text.split('\n').map(parse)) {
    if (said === null) continue
    if ('end' in said) heads.delete(said.end)
    else if ('begin' in said) {
      const { begin, at, options, folder } = said
      const head = { id: begin, startedAt: at, options, outputFolder: folder }
      heads.set(begin, { head, files: heads.get(begin)?.files ?? new Map() })
    } else change(heads.get(said.batch)?.files, said)
  }
  return [...heads.values()].map(({ head, files }) => ({ ...head, files }))
}

type Change = Extract<z.infer<typeof line>, { batch: string }>

function change(files: Map<number, UnfinishedFile> | undefined, said: Change): void {
  if (files === undefined) return
  if ('over' in said) files.delete(said.over)
  else if ('inode' in said) {
    const file = files.get(said.file)
    if (file !== undefined) files.set(said.file, { ...file, inodes: [...file.inodes, BigInt(said.inode)] })
  } else {
    for (const [at, path, inside, tree, target] of said.files)
      files.set(at, { index: at, path, inside, tree, target, inodes: [] })
  }
}
