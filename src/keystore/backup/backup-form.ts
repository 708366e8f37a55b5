import { createHash } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import { backupHeader, type BackupHeader } from './backup-header.ts'

/** The parts of a backup, in their order in the file. docs/adr/0018, "The backup file". */
export interface BackupParts {
  readonly header: BackupHeader
  /** Everything before the content: additional data of its seal. */
  readonly head: Uint8Array
  /** RSA-OAEP with SHA-256, under the kit's public key. */
  readonly wrappedKey: Uint8Array
  readonly iv: Uint8Array
  /** AES-256-GCM with its tag behind it. */
  readonly sealed: Uint8Array
  /** What `mac` covers: everything before it. */
  readonly covered: Uint8Array
  readonly mac: Uint8Array
}

const magic = Buffer.from('KEYHOLDB', 'latin1')
const version = 1
const longestHeader = 4096
/** Bytes of GCM's tag. */
export const tagLength = 16
/** Bytes of the parts that have one length. */
export const lengths = { wrappedKey: 384, iv: 12, mac: 32, digest: 32, storeKey: 32 } as const
const beforeHeader = magic.length + 1 + 4
const afterHeader = lengths.wrappedKey + lengths.iv
const behind = lengths.mac + lengths.digest
/** A header, and so how much of a file tells about it. */
export const longestStart = beforeHeader + longestHeader

/** Magic, version, the header's length as u32 and its JSON in UTF-8, the wrapped key and the IV. */
export function writeHead(header: BackupHeader, wrappedKey: Uint8Array, iv: Uint8Array): Buffer {
  const text = JSON.stringify(backupHeader.parse(header))
  const length = Buffer.byteLength(text, 'utf8')
  const head = Buffer.alloc(beforeHeader + length + afterHeader)
  head.set(magic)
  head[magic.length] = version
  head.writeUInt32BE(length, magic.length + 1)
  head.write(text, beforeHeader, 'utf8')
  head.set(wrappedKey, beforeHeader + length)
  head.set(iv, beforeHeader + length + lengths.wrappedKey)
  return head
}

/** SHA-256 over all that is before it: a damaged file is told from a forged one. */
export function digestOf(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The header in the first bytes of a file. Throws BACKUP_INVALID, BACKUP_NEWER_VERSION. */
export function readHeader(start: Uint8Array): BackupHeader {
  return locateHeader(start).header
}

/** The parts of a whole file whose digest holds. Throws BACKUP_INVALID, BACKUP_NEWER_VERSION. */
export function readParts(file: Buffer): BackupParts {
  const { header, end } = locateHeader(file)
  if (file.length < end + afterHeader + tagLength + behind) throw invalid()
  const [macAt, digestAt] = [file.length - behind, file.length - lengths.digest]
  const head = file.subarray(0, end + afterHeader)
  if (!digestOf(file.subarray(0, digestAt)).equals(file.subarray(digestAt))) throw invalid()
  return {
    header,
    head,
    wrappedKey: head.subarray(end, end + lengths.wrappedKey),
    iv: head.subarray(end + lengths.wrappedKey),
    sealed: file.subarray(head.length, macAt),
    covered: file.subarray(0, macAt),
    mac: file.subarray(macAt, digestAt),
  }
}

/** What is thrown for a file that is no whole backup. */
export function invalid(cause?: unknown): VaultError {
  return new VaultError('BACKUP_INVALID', 'this file is not a backup of a key store, or is damaged', {
    cause,
  })
}

function locateHeader(file: Uint8Array): { readonly header: BackupHeader; readonly end: number } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  if (bytes.length < beforeHeader || !bytes.subarray(0, magic.length).equals(magic)) throw invalid()
  const found = bytes[magic.length] ?? 0
  if (found > version)
    throw new VaultError('BACKUP_NEWER_VERSION', 'this backup is from a newer Keyhold', {
      facts: { version: found },
    })
  const length = bytes.readUInt32BE(magic.length + 1)
  const end = beforeHeader + length
  if (found !== version || length > longestHeader || end > bytes.length) throw invalid()
  return { header: parseHeader(bytes.subarray(beforeHeader, end)), end }
}

function parseHeader(text: Buffer): BackupHeader {
  try {
    return backupHeader.parse(JSON.parse(text.toString('utf8')))
  } catch (cause) {
    throw invalid(cause)
  }
}
