import type { BrowserWindow, Dialog } from 'electron'

/** The system's own choosers, always attached to the window. Each gives absolute paths, none where it was closed. */
export interface PathChooser {
  files(): Promise<readonly string[]>
  folder(): Promise<readonly string[]>
  outputFolder(): Promise<string | undefined>
}

/** Choosers that belong to the window that `window` gives at the time of the call. */
export function pathChooser(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: () => BrowserWindow | undefined,
): PathChooser {
  async function choose(options: Electron.OpenDialogOptions): Promise<readonly string[]> {
    const parent = window()
    const answer = await (parent === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options))
    return answer.canceled ? [] : answer.filePaths
  }

  return {
    files: () =>
      choose({
        title: 'Choose files',
        properties: ['openFile', 'multiSelections', 'showHiddenFiles', 'noResolveAliases'],
      }),
    folder: () => choose({ title: 'Choose a folder', properties: ['openDirectory'] }),
    outputFolder: async () => {
      const [folder] = await choose({
        title: 'Choose where results go',
        buttonLabel: 'Put results here',
        properties: ['openDirectory', 'createDirectory'],
      })
      return folder
    },
  }
}
