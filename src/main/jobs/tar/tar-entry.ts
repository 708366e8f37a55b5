import { z } from 'zod'
import { entryParts } from './entry-path.ts'
import { tarDamaged, tarEntryUnsafe } from './tar-faults.ts'

/** What is to be made of one entry of a tar. */
export interface TarEntry {
  readonly kind: 'file' | 'folder' | 'link'
  /** Below the target; none for the target itself. */
  readonly parts: readonly string[]
  readonly size: number
  /** Permission bits: what is beyond 0777 (setuid, setgid, sticky) is dropped. */
  readonly mode: number
  readonly modifiedNs: bigint | null
  /** Where the content begins in the tar. */
  readonly offset: number
}

/** Few are ever needed. The library adds those of a global header to each entry's, so that a large one would cost much. */
const mostPaxRecords = 200

/** What the library says about an entry, taken for what it is: text and numbers from a stranger. */
const libraryHeader = z.object({
  name: z.string(),
  type: z.string().nullable(),
  size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  mode: z.number(),
  mtime: z.date(),
  byteOffset: z.number(),
  pax: z.record(z.string(), z.string()).nullable(),
})
type LibraryHeader = z.infer<typeof libraryHeader>

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'folder',
  link: 'link',
  symlink: 'link',
}

/**
 * Reads the library's word on an entry. Throws TAR_ENTRY_UNSAFE for a name that leads elsewhere and for whatever is
 * neither a file nor a folder nor a link, TAR_DAMAGED for what makes no sense.
 */
export function tarEntry(header: unknown): TarEntry {
  const read = libraryHeader.safeParse(header)
  if (!read.success) throw tarDamaged()
  const said = read.data
  if (Object.keys(said.pax ?? {}).length > mostPaxRecords) throw tarDamaged()
  const name = nameOf(said)
  const parts = entryParts(name)
  const kind = said.type === null ? undefined : kinds[said.type]
  if (kind === undefined) throw tarEntryUnsafe('kind', name)
  if (Object.keys(said.pax ?? {}).some((key) => key.startsWith('GNU.sparse.'))) {
    throw tarEntryUnsafe('sparse', name)
  }
  if (parts.length === 0 && kind !== 'folder') throw tarEntryUnsafe('nameEmpty', name)
  return {
    kind,
    parts,
    size: kind === 'folder' ? 0 : said.size,
    mode: said.mode & 0o777,
    modifiedNs: modifiedOf(said),
    offset: said.byteOffset,
  }
}

/** Names of old headers come as latin1, which loses no byte; a pax name is UTF-8 by definition. */
function nameOf({ name, pax }: LibraryHeader): string {
  if (pax?.['path']) return pax['path']
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(name, 'latin1'))
  } catch {
    throw tarEntryUnsafe('nameNotUtf8', name)
  }
}

/** A pax time is `seconds[.fraction]` and goes before the old one. Null where there is none that can be set. */
function modifiedOf({ mtime, pax }: LibraryHeader): bigint | null {
  const match = /^(-?\d{1,11})(?:\.(\d+))?$/.exec(pax?.['mtime'] ?? '')
  if (match?.[1] === undefined) return BigInt(mtime.getTime()) * 1_000_000n
  const fraction = BigInt((match[2] ?? '').slice(0, 9).padEnd(9, '0'))
  const seconds = BigInt(match[1]) * 1_000_000_000n
  return match[1].startsWith('-') ? seconds - fraction : seconds + fraction
}
