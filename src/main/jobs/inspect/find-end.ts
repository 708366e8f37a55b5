import { suiteOf } from '../../message/algorithm-suite.ts'
import { readU32 } from '../../message/bytes.ts'
import {
  finalFrameMarker,
  finalHeadLength,
  ivLength,
  singleBlockHeadLength,
  tagLength,
} from '../../message/frame-layout.ts'
import { finalFrameBytes, regularFrameBytes } from '../../message/message-size.ts'
import { lastFrameNumber } from '../../message/frame-number.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { OpenedFile } from '../files/files.ts'
import { readUpTo } from '../files/whole-transfers.ts'

/** Where a message ends by its own numbers, and whether the file ends there too. */
export interface MessageEnd {
  readonly complete: 'complete' | 'cut' | 'tooLong'
  /** Bytes; null where the end is not there. */
  readonly plaintextSize: number | null
}

const cut: MessageEnd = { complete: 'cut', plaintextSize: null }

/**
 * Finds the end of a message in an open file of `size` bytes without any key: by the header's arithmetic and a few small
 * reads, at most 33. Nothing of it is authenticated: it tells a file that was cut from one that was not, no more.
 */
export async function findEnd(file: OpenedFile, header: ParsedHeader, size: number): Promise<MessageEnd> {
  const content = await (header.contentType === 'framed' ? lastFrame : singleBlock)(file, header, size)
  if (content === null) return cut
  const end = await endOfFooter(file, header, content.end)
  if (end > size) return cut
  return { complete: end === size ? 'complete' : 'tooLong', plaintextSize: content.plaintextSize }
}

interface ContentEnd {
  readonly end: number
  readonly plaintextSize: number
}

/**
 * Frames have one length, so the number of each stands where the arithmetic says. All up to the final frame have their
 * own number there: halving finds the first that has not.
 */
async function lastFrame(file: OpenedFile, header: ParsedHeader, size: number): Promise<ContentEnd | null> {
  const startOf = (frame: number): number =>
    header.headerLength + (frame - 1) * regularFrameBytes(header.frameLength)
  const room = Math.ceil((size - header.headerLength) / regularFrameBytes(header.frameLength))
  let regular = 0
  // The last number of all is a final frame's.
  let beyond = Math.min(room + 1, lastFrameNumber)
  while (beyond - regular > 1) {
    const frame = regular + Math.floor((beyond - regular) / 2)
    const number = await bytesAt(file, startOf(frame), 4)
    if (number !== null && readU32(number, 0) === frame) regular = frame
    else beyond = frame
  }
  const head = await bytesAt(file, startOf(beyond), finalHeadLength)
  if (head === null || readU32(head, 0) !== finalFrameMarker || readU32(head, 4) !== beyond) return null
  const contentLength = readU32(head, finalHeadLength - 4)
  if (contentLength > header.frameLength) return null
  return {
    end: startOf(beyond) + finalFrameBytes(contentLength),
    plaintextSize: regular * header.frameLength + contentLength,
  }
}

async function singleBlock(file: OpenedFile, { headerLength }: ParsedHeader): Promise<ContentEnd | null> {
  const head = await bytesAt(file, headerLength, singleBlockHeadLength)
  if (head === null) return null
  const plaintextSize = readU32(head, ivLength) * 2 ** 32 + readU32(head, ivLength + 4)
  return { end: headerLength + singleBlockHeadLength + plaintextSize + tagLength, plaintextSize }
}

/** A footer says its own length. FORMAT.md section 10. */
async function endOfFooter(file: OpenedFile, { suite }: ParsedHeader, at: number): Promise<number> {
  if (suiteOf(suite).signature === 'none') return at
  const [high = 0xff, low = 0xff] = (await bytesAt(file, at, 2)) ?? []
  return at + 2 + ((high << 8) | low)
}

/** Null where the file ends before. */
async function bytesAt(file: OpenedFile, position: number, length: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(length)
  return (await readUpTo(file, bytes, position)) === length ? bytes : null
}
