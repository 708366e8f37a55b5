import type { SealFrame } from '../../message/frame-sealer.ts'
import type { Files, OpenedFile } from '../files/files.ts'
import { surveyFolder } from '../tar/survey-folder.ts'
import { TarSource } from '../tar/tar-source.ts'
import { fileChanged } from './changed.ts'
import type { PassControl, PassResult } from './engine.ts'
import { sealPass } from './seal-pass.ts'
import { streamAsFile } from './stream-as-file.ts'
import type { PackTask } from './tar-engine.ts'

/**
 * Encrypts a folder as one tar that is made while it is sealed. Afterwards the folder is looked at once more: a file
 * that came, went or changed behind the pass makes the message one of a folder that never was. Throws FILE_CHANGED.
 */
export async function tarPackPass(
  files: Files,
  task: PackTask,
  control: PassControl & { readonly sealFrame?: SealFrame | undefined },
): Promise<PassResult> {
  const { folder, survey, protectedFolders, target, header, ticket } = task
  const options = { protectedFolders, signal: control.signal }
  const tar = new TarSource(files, folder, options)
  try {
    const source = streamAsFile({ read: (into, position) => tar.read(into, position) })
    const result = await sealPass(
      { source, target, header, ticket, size: survey.tarBytes },
      control,
      control.sealFrame,
    )
    await expectEnd(source, survey.tarBytes)
    if (tar.finish().digest !== survey.digest) throw fileChanged(folder)
    if ((await surveyFolder(files, folder, options)).digest !== survey.digest) throw fileChanged(folder)
    return result
  } finally {
    await tar.close()
  }
}

/** The pass read as much as was counted; there must be no more. */
async function expectEnd(source: OpenedFile, size: number): Promise<void> {
  if ((await source.read(new Uint8Array(1), size)) > 0) throw fileChanged()
}
