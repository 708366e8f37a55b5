import path from 'node:path'
import type { Problem } from '../../../shared/model/problem.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { headerHashOf } from '../../message/header-hash.ts'
import { sniffLength, sniffMessage } from '../../message/message-kind.ts'
import { reconcileContext } from '../../message/encryption-context-rules.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { fitsFramedBody } from '../../message/message-size.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import { truncatedMessage } from '../../message/message-faults.ts'
import { checkReadingPolicy } from '../../message/reading-policy.ts'
import { openSource } from '../file/open-source.ts'
import { readMessageHeader } from '../file/read-message-header.ts'
import type { Files, OpenedFile } from '../files/files.ts'
import { readUpTo } from '../files/whole-transfers.ts'
import { mostBlobFileBytes } from '../../keys/aws-kms/use/ciphertext-blob.ts'
import { recogniseBlob } from '../blob/recognise-blob.ts'
import type { FoundBlob } from '../blob/recognise-blob.ts'
import { hasEncryptedSuffix } from '../names/result-names.ts'
import { contextDigest } from './context-digest.ts'
import { keptDoors } from './kept-doors.ts'
import type { SurveyReading } from './survey-reading.ts'
import type { Place, SurveyedItem } from './surveyed-item.ts'

export type Sniffed = Omit<SurveyedItem, keyof Place | 'id' | 'members'>

/** What the first bytes say: no message, a message whose header parses, or the look of one that does not. */
type Content =
  | { readonly kind: 'plain' }
  | { readonly kind: 'blob'; readonly blob: FoundBlob }
  | { readonly kind: 'message'; readonly header: ParsedHeader; readonly problem: Problem | null }
  | { readonly kind: 'broken'; readonly problem: Problem }

/**
 * What keeps a message from being opened, as far as header and size tell: the policy, a pair that it has to carry with
 * another value, or a length that fits no framed body, because it was cut or added to. A length that fits proves nothing.
 */
function problemOfHeader(header: ParsedHeader, size: number, reading: SurveyReading): Problem | null {
  try {
    checkReadingPolicy(header, reading.limits)
    reconcileContext(header.context, reading.requiredContext)
  } catch (error) {
    return problemOf(error)
  }
  if (header.contentType !== 'framed') return null
  const fits = fitsFramedBody(size - header.headerLength, header.frameLength, suiteOf(header.suite))
  return fits ? null : problemOf(truncatedMessage())
}

async function contentOf(file: OpenedFile, size: number, reading: SurveyReading): Promise<Content> {
  const first = new Uint8Array(sniffLength)
  const length = await readUpTo(file, first, 0)
  if (sniffMessage(first.subarray(0, length)) === 'other') return plainOrBlob(file, size)
  try {
    const header = await readMessageHeader(file, size, reading.limits)
    return { kind: 'message', header, problem: problemOfHeader(header, size, reading) }
  } catch (error) {
    return { kind: 'broken', problem: problemOf(error) }
  }
}

/** A blob is small, so it is looked at whole: what only begins like one is asked about. */
async function plainOrBlob(file: OpenedFile, size: number): Promise<Content> {
  if (size > mostBlobFileBytes) return { kind: 'plain' }
  const bytes = new Uint8Array(new ArrayBuffer(size))
  try {
    const length = await readUpTo(file, bytes, 0)
    const blob = recogniseBlob(bytes.subarray(0, length))
    return blob === null ? { kind: 'plain' } : { kind: 'blob', blob }
  } finally {
    bytes.fill(0)
  }
}

/** Which way a file goes: by its content where that parses, else by its suffix; a question where the two disagree. */
function direct(content: Content, saysEncrypted: boolean, size: number): Sniffed {
  const openProblem = content.kind === 'broken' ? content.problem : notRecognised()
  const plain = {
    size,
    suggestion: 'encrypt',
    question: null,
    blob: null,
    doors: null,
    message: null,
    problem: null,
    openProblem,
  } as const
  if (content.kind === 'blob') {
    const { form, isCertain } = content.blob
    const question = isCertain || saysEncrypted ? null : 'looksLikeKmsBlob'
    return { ...plain, suggestion: 'open', question, blob: form }
  }
  if (content.kind === 'plain') return saysEncrypted ? { ...plain, question: 'looksEncryptedIsNot' } : plain
  // Without the suffix, bytes that only begin like a message are a plain file.
  if (content.kind === 'broken') return saysEncrypted ? { ...plain, suggestion: 'open' } : plain
  const { header, problem } = content
  const question = saysEncrypted ? null : 'isMessageWithoutSuffix'
  return {
    ...plain,
    suggestion: 'open',
    question,
    doors: keptDoors(header.encryptedDataKeys),
    message: {
      suite: header.suite,
      headerHash: headerHashOf(header),
      contextDigest: contextDigest(header.context),
    },
    openProblem: problem,
  }
}

function notRecognised(): Problem {
  return problemOf(
    new VaultError(
      'MESSAGE_NOT_RECOGNISED',
      'this file is not an AWS Encryption SDK message; it cannot be opened',
    ),
  )
}

/** A find that cannot be worked on, whatever is chosen for it. */
export function unusable(filePath: string, error: unknown): Sniffed {
  const suggestion = hasEncryptedSuffix(path.basename(filePath)) ? 'open' : 'encrypt'
  return {
    size: 0,
    suggestion,
    question: null,
    blob: null,
    doors: null,
    message: null,
    problem: problemOf(error),
    openProblem: null,
  }
}

/** Reads the first bytes of a file and says what it is. A file that cannot be read is a problem, not an error. */
export async function sniff(files: Files, filePath: string, reading: SurveyReading): Promise<Sniffed> {
  const saysEncrypted = hasEncryptedSuffix(path.basename(filePath))
  try {
    const { file, facts } = await openSource(files, filePath)
    try {
      return direct(await contentOf(file, facts.size, reading), saysEncrypted, facts.size)
    } finally {
      await file.close().catch(() => {})
    }
  } catch (error) {
    return unusable(filePath, error)
  }
}
