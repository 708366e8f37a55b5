import path from 'node:path'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { beginMessage } from '../../message/begin-message.ts'
import { checkCommitmentOnWriting } from '../../message/commitment-policy.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import { hashOfWrittenHeader } from '../../message/header-hash.ts'
import { prepareContext } from '../../message/prepare-context.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { TarEngine } from '../engine/tar-engine.ts'
import { tarThreadEngine } from '../engine/tar-thread-engine.ts'
import type { FileFacts } from '../files/files.ts'
import { isInside } from '../files/is-inside.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import type { LeftOut } from '../tar/left-out.ts'
import type { FolderSurvey } from '../tar/survey-folder.ts'
import { checkDoorCount, checkFrameCount } from './check-outgoing.ts'
import type { EncryptFileOptions, EncryptedFile } from './encrypt-file.ts'
import { kindUnsupported } from './open-source.ts'
import { readBack } from './read-back.ts'
import { onceMore } from './once-more.ts'
import { secondsSince } from './seconds-since.ts'
import { checkTarget, finishStaged, publishStaged, withStaged, workbench } from './with-staged.ts'
import type { Workbench } from './with-staged.ts'

export interface PackFolderOptions extends Omit<EncryptFileOptions, 'source'> {
  /** The folder: absolute, and no link. The target may not lie in it. */
  readonly folder: string
  /** Default: the calling thread's. */
  readonly tarEngine?: TarEngine
  /** Folders that are left out, links resolved: the profile and the app. */
  readonly protectedFolders?: readonly string[]
  /** What was found in the folder: `tarBytes` is what `onProgress` counts up to. */
  readonly onSurveyed?: (survey: FolderSurvey) => void
}

/** `plaintextBytes` are those of the tar. */
export interface PackedFolder extends EncryptedFile {
  readonly files: number
  /** The folder itself included. */
  readonly folders: number
  /** Bytes of all files. */
  readonly contentBytes: number
  /** Links, pipes, sockets, devices and folders of the app: they are not in the message. */
  readonly leftOut: LeftOut
}

type Sealed = Pick<
  EncryptedFile,
  'encryptedDataKeys' | 'keyMaterialId' | 'messageId' | 'headerHash' | 'messageBytes'
>

/**
 * Encrypts a folder into one message, as a tar that never touches the disk: staged, flushed, read back, published
 * without replacing. A worker that ends is not the folder's fault: the message is abandoned and begun anew once, under a
 * new data key and message id. Throws VaultError, FILE_CHANGED where anything in the folder changed meanwhile; then
 * nothing is under the final name, save after PUBLICATION_UNCERTAIN.
 */
export async function packFolder(options: PackFolderOptions): Promise<PackedFolder> {
  const { commitmentPolicy } = options.limits ?? defaultMessageLimits
  checkCommitmentOnWriting(suiteOf(options.suite ?? '0478'), commitmentPolicy)
  const bench = workbench(options)
  await checkTarget(bench, options)
  const facts = await checkFolder(bench, options)
  return onceMore(bench.signal, () => packOnce(bench, options, facts))
}

/** A message inside the folder that it holds would change that folder, and is no use where the folder is lost. */
async function checkFolder({ files }: Workbench, options: PackFolderOptions): Promise<FileFacts> {
  const { folder, target, protectedFolders = [] } = options
  const facts = await files.inspect(folder)
  if (facts.kind !== 'folder') throw kindUnsupported(facts.kind)
  const real = await files.realPath(folder)
  const isOurs = protectedFolders.some((own) => isInside(own, real))
  if (!isOurs && !isInside(real, await files.realPath(path.dirname(target)))) return facts
  throw new VaultError(
    'PATH_NOT_ALLOWED',
    'the folder belongs to Keyhold, or the result would lie inside it; choose another place',
    { facts: { file: path.basename(folder) } },
  )
}

async function packOnce(
  bench: Workbench,
  options: PackFolderOptions,
  facts: FileFacts,
): Promise<PackedFolder> {
  const { folder, protectedFolders = [], verify = true, verifyingKeyrings = [options.keyring] } = options
  options.onPhase?.('working')
  const begun = performance.now()
  const { tarEngine = tarThreadEngine(bench.files) } = options
  const survey = await tarEngine.survey({ folder, protectedFolders }, bench)
  options.onSurveyed?.(survey)
  const { tarBytes: plaintextBytes, files, folders, contentBytes, leftOut } = survey
  return withStaged(bench, path.dirname(options.target), async (staged) => {
    const sealed = await seal(bench, options, { survey, staged })
    await finishStaged(bench, staged, { source: facts, expectedBytes: sealed.messageBytes })
    const seconds = secondsSince(begun)
    const verifyBegun = performance.now()
    if (verify) {
      options.onPhase?.('readingBack')
      await readBack(bench, options, { staged, keyrings: verifyingKeyrings, plaintextBytes })
    }
    const verifySeconds = verify ? secondsSince(verifyBegun) : null
    options.onPhase?.('publishing')
    const published = await publishStaged(bench, staged, options)
    const counted = { plaintextBytes, files, folders, contentBytes, leftOut }
    return { ...published, ...sealed, ...counted, verified: verify, seconds, verifySeconds }
  })
}

interface Between {
  readonly survey: FolderSurvey
  readonly staged: StagedFile
}

/** One data key, one message id, one signing key where the suite signs, one pass. */
async function seal(
  bench: Workbench,
  options: PackFolderOptions,
  { survey, staged }: Between,
): Promise<Sealed> {
  const { folder, protectedFolders = [], suite = '0478', frameLength, onProgress = () => {} } = options
  const { tarEngine = tarThreadEngine(bench.files) } = options
  const { signal } = bench
  checkFrameCount(survey.tarBytes, frameLength)
  const { dataKeyLength } = suiteOf(suite)
  const { context, signingKey } = prepareContext(suite, options.context ?? new Map())
  const wrapped = await options.keyring.wrap({ context, dataKeyLength, signal })
  const { dataKey, encryptedDataKeys, keyMaterialId } = wrapped
  try {
    checkDoorCount(encryptedDataKeys.length, options.limits)
    const message = { suite, signingKey, dataKey, encryptedDataKeys, context, frameLength }
    const { header, messageId, handOver } = beginMessage(message)
    const into = { target: staged.file, header, ticket: handOver() }
    const task = { folder, survey, protectedFolders, ...into }
    const { messageBytes } = await tarEngine.pack(task, { signal, onProgress })
    const headerHash = hashOfWrittenHeader(header)
    return { encryptedDataKeys, keyMaterialId, messageId, headerHash, messageBytes }
  } finally {
    dataKey.wipe()
  }
}
