import path from 'node:path'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { checkCommitmentOnWriting } from '../../message/commitment-policy.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { TarEngine } from '../engine/tar-engine.ts'
import { tarThreadEngine } from '../engine/tar-thread-engine.ts'
import type { FileFacts } from '../files/files.ts'
import { isInside } from '../files/is-inside.ts'
import type { LeftOut } from '../tar/left-out.ts'
import type { FolderSurvey } from '../tar/survey-folder.ts'
import type { EncryptFileOptions, EncryptedFile } from './encrypt-file.ts'
import { kindUnsupported } from './open-source.ts'
import { onceMore } from './once-more.ts'
import { checkTarget, withStaged, workbench } from './with-staged.ts'
import type { Workbench } from './with-staged.ts'
import { writeMessage } from './write-message.ts'

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
  const { folder, protectedFolders = [], context = new Map(), onProgress = () => {} } = options
  options.onPhase?.('working')
  const begun = performance.now()
  const { tarEngine = tarThreadEngine(bench.files) } = options
  const survey = await tarEngine.survey({ folder, protectedFolders }, bench)
  options.onSurveyed?.(survey)
  const { tarBytes: plaintextBytes, files, folders, contentBytes, leftOut } = survey
  return withStaged(bench, path.dirname(options.target), async (staged) => {
    const written = await writeMessage(bench, options, {
      staged,
      plaintextBytes,
      context,
      source: facts,
      begun,
      seal: (header, ticket) => {
        const task = { folder, survey, protectedFolders, target: staged.file, header, ticket }
        return tarEngine.pack(task, { signal: bench.signal, onProgress })
      },
    })
    return { ...written, files, folders, contentBytes, leftOut }
  })
}
