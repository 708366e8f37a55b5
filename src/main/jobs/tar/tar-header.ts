import { pack } from 'tar-stream'
import type { Header } from 'tar-stream'
import { VaultError } from '../../../shared/vault-error.ts'
import type { FolderMember } from './walk-folder.ts'

/** Bytes of one block of a tar: headers and contents begin at a multiple of it. */
export const tarBlock = 512
/** Two empty blocks end a tar. */
export const tarEnd = 2 * tarBlock

const longestPlainName = 100
const latestPlainSecond = 2 ** 31 - 1

/** Bytes of zeros between `length` bytes of content and the next block. */
export function paddingAfter(length: number): number {
  return (tarBlock - (length % tarBlock)) % tarBlock
}

interface TarHeader extends Pick<Header, 'name' | 'size' | 'mode' | 'mtime'> {
  readonly type: 'file' | 'directory'
  /** Records for what an old header cannot say; the library adds the name itself. */
  readonly pax?: Readonly<Record<string, string>>
}

/**
 * What the tar says about a member: name, size, permission bits, modification time in whole seconds. Nothing says whose
 * it was. A name that is long or not ASCII, and a time before 1970 or after 2038, are written as pax records.
 */
function headerOf(topName: string, member: FolderMember): TarHeader {
  const { kind, facts } = member
  const inner = member.name === '' ? topName : `${topName}/${member.name}`
  const name = kind === 'folder' ? `${inner}/` : inner
  const seconds = wholeSeconds(facts.modifiedNs)
  const isPlainTime = seconds >= 0 && seconds <= latestPlainSecond
  const isPlainName = name.length <= longestPlainName && /^[\x20-\x7e]*$/.test(name)
  return {
    name,
    size: kind === 'file' ? facts.size : 0,
    type: kind === 'file' ? 'file' : 'directory',
    // The kind's bits keep a mode of 0 from being taken for none; the library cuts them off.
    mode: facts.mode | (kind === 'file' ? 0o100000 : 0o040000),
    mtime: new Date(isPlainTime ? seconds * 1000 : 0),
    ...((!isPlainName || !isPlainTime) && { pax: isPlainTime ? {} : { mtime: String(seconds) } }),
  }
}

/** The second that a time lies in, also before 1970. */
function wholeSeconds(modifiedNs: bigint): number {
  const part = modifiedNs % 1_000_000_000n
  return Number((modifiedNs - part) / 1_000_000_000n) - (part < 0n ? 1 : 0)
}

/** A pax record counts itself: `<length> <key>=<value>\n`. */
function paxRecordLength(key: string, value: string): number {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + 1
  while (length !== rest + String(length).length) length = rest + String(length).length
  return length
}

/** Bytes of the header that `tarHeader` gives for a member, extended header included. */
export function tarHeaderLength(topName: string, member: FolderMember): number {
  return lengthOf(headerOf(topName, member))
}

function lengthOf({ name, pax }: TarHeader): number {
  if (pax === undefined) return tarBlock
  let records = paxRecordLength('path', name)
  for (const [key, value] of Object.entries(pax)) records += paxRecordLength(key, value)
  return tarBlock + records + paddingAfter(records) + tarBlock
}

/** The header blocks of one member, made by the library; its content and padding follow. */
export async function tarHeader(topName: string, member: FolderMember): Promise<Uint8Array> {
  const header = headerOf(topName, member)
  const bytes = new Uint8Array(lengthOf(header))
  const stream = pack()
  stream.on('error', () => {})
  // The content goes its own way, from the file into the message, so the library is left waiting for it.
  stream.entry(header).on('error', () => {})
  let length = 0
  for await (const block of stream as AsyncIterable<Uint8Array>) {
    if (length + block.length > bytes.length) break
    bytes.set(block, length)
    length += block.length
    if (length === bytes.length) return bytes
  }
  throw new VaultError('INTERNAL', 'a header of the tar has another length than was computed')
}
