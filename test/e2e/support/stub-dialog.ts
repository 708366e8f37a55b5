import type { ElectronApplication } from '@playwright/test'

export interface DialogAnswers {
  /** What the person chooses in every chooser; an empty list closes it. */
  readonly paths?: readonly string[]
  /** Where a new file is put, in every dialog that asks for it; empty closes it. */
  readonly saveAs?: string
  /** The button's number in every message box. */
  readonly button?: number
}

/** Answers the system's dialogs from now on: choosers with `paths`, message boxes with `button`. */
export async function stubDialog(electronApp: ElectronApplication, answers: DialogAnswers): Promise<void> {
  await electronApp.evaluate(({ dialog }, { paths, saveAs, button }) => {
    if (paths !== undefined) {
      dialog.showOpenDialog = async () => ({ canceled: paths.length === 0, filePaths: [...paths] })
    }
    if (saveAs !== undefined) {
      dialog.showSaveDialog = async () => ({ canceled: saveAs === '', filePath: saveAs })
    }
    if (button !== undefined) {
      dialog.showMessageBox = async () => ({ response: button, checkboxChecked: false })
    }
  }, answers)
}
