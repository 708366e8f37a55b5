import { say } from '../data/notice.ts'
import { filesText } from '../words/files-text.ts'
import { dropMode } from './drop-mode.ts'
import { inspectChosen, inspectFile } from './inspect-state.ts'
import { planChosen, planFiles } from './plan-reading.ts'

/** Does what a drop does now: plans the files, or looks at the first of them. */
export async function takeFiles(files: readonly File[], folder: boolean): Promise<void> {
  const [first] = files
  if (dropMode.get() !== 'inspect' || first === undefined) await planFiles(files, folder)
  else {
    if (files.length > 1) say(filesText.onlyFirst)
    await inspectFile(first)
  }
}

/** The same for those who choose in the system's dialog. */
export async function chooseToDrop(choose: 'files' | 'folder'): Promise<void> {
  if (dropMode.get() === 'inspect') await inspectChosen()
  else await planChosen(choose)
}
