import type { SealFrame } from '../../message/frame-sealer.ts'
import type { Files } from '../files/files.ts'
import { surveyFolder } from '../tar/survey-folder.ts'
import type { TarEngine } from './tar-engine.ts'
import { tarPackPass } from './tar-pack-pass.ts'
import { tarUnpackPass } from './tar-unpack-pass.ts'

/** The passes of folders as one file on the calling thread: what a worker runs, and what tests use. `sealFrame` is a test's. */
export function tarThreadEngine(files: Files, sealFrame?: SealFrame): TarEngine {
  return {
    survey: ({ folder, protectedFolders }, { signal }) =>
      surveyFolder(files, folder, { protectedFolders, signal }),
    pack: (task, control) => tarPackPass(files, task, { ...control, sealFrame }),
    unpack: (task, control) => tarUnpackPass(files, task, control),
  }
}
