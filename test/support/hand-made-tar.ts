/** One entry of a tar as its blocks say it, true or not. */
export interface HandMadeEntry {
  readonly name: string | Uint8Array
  /** The type flag. Default `0`, a file. */
  readonly type?: string
  readonly content?: Uint8Array | string
  /** What the header says of the size; text is taken byte by byte. Default: what is true. */
  readonly size?: number | string
  readonly mode?: number
  readonly seconds?: number
  readonly linkName?: string
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')} `

/** The blocks of one entry, in the ustar form. */
export function tarEntryBytes(entry: HandMadeEntry): Buffer {
  const content = Buffer.from(entry.content ?? '')
  const header = Buffer.alloc(512)
  const put = (at: number, text: string | Uint8Array): void => header.set(Buffer.from(text), at)
  const size = entry.size ?? content.length
  put(0, entry.name)
  put(100, octal(entry.mode ?? 0o644, 6))
  put(108, octal(0, 6))
  put(116, octal(0, 6))
  put(124, typeof size === 'string' ? Buffer.from(size, 'latin1') : octal(size, 11))
  put(136, octal(entry.seconds ?? 0, 11))
  put(148, '        ')
  put(156, entry.type ?? '0')
  put(157, entry.linkName ?? '')
  put(257, 'ustar\0')
  put(263, '00')
  put(
    148,
    `${octal(
      header.reduce((sum, byte) => sum + byte),
      6,
    )}`,
  )
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)])
}

/** One pax record: `<length> <key>=<value>\n`. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = Buffer.byteLength(rest)
  while (length !== Buffer.byteLength(rest) + String(length).length) {
    length = Buffer.byteLength(rest) + String(length).length
  }
  return `${length}${rest}`
}

/** The two empty blocks that end a tar. */
export const tarEndBytes = Buffer.alloc(1024)

/** A whole tar of these entries. */
export function handMadeTar(...entries: readonly HandMadeEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntryBytes), tarEndBytes])
}
