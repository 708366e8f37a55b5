import type { Files } from '../files/files.ts'
import { TarTarget } from '../tar/tar-target.ts'
import { TreeWriter } from '../tar/tree-writer.ts'
import type { PassControl } from './engine.ts'
import { openPass } from './open-pass.ts'
import { streamAsFile } from './stream-as-file.ts'
import type { UnpackResult, UnpackTask } from './tar-engine.ts'

/**
 * Opens a message and unpacks the tar in it while it comes out, each frame after its tag verified. Whether message and
 * tar are whole is known only at the end, so the folder is a private staged one; once this returns, everything in it is
 * durable. A non-framed body has its one tag at the end: it is authenticated as a whole first.
 */
export async function tarUnpackPass(
  files: Files,
  task: UnpackTask,
  control: PassControl,
): Promise<UnpackResult> {
  const { source, ticket, size, folder, modeLimit, topModeLimit, maxEntries } = task
  if (ticket.contentType !== 'framed') {
    await openPass({ source, target: null, ticket, size }, { ...control, onProgress: () => {} })
  }
  const writer = new TreeWriter({ files, folder, modeLimit, topModeLimit })
  const tar = new TarTarget({ writer, maxEntries, maxBytes: size })
  try {
    const target = streamAsFile({ write: (from, position) => tar.write(from, position) })
    const result = await openPass({ source, target, ticket, size }, control)
    return { ...result, tree: await tar.finish() }
  } finally {
    await tar.close()
  }
}
