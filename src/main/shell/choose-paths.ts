import type { BrowserWindow, Dialog } from 'electron'

/** The system's own choosers, always attached to the window. Each gives absolute paths, none where it was closed. */
export interface PathChooser {
  files(): Promise<readonly string[]>
  folder(): Promise<readonly string[]>
  outputFolder(): Promise<string | undefined>
  /** One file; undefined where it was closed. */
  file(title: string): Promise<string | undefined>
  someFiles(title: string): Promise<readonly string[]>
  /** A folder that files are put into. */
  someFolder(title: string): Promise<string | undefined>
  /**
   * Where a new file goes. The system may ask whether a file that is there shall be replaced: whoever writes takes a free
   * name beside it all the same.
   */
  newFile(options: NewFileOptions): Promise<string | undefined>
}

export interface NewFileOptions {
  readonly title: string
  /** A bare name. */
  readonly name: string
}

/** Choosers that belong to the window that `window` gives at the time of the call. */
export function pathChooser(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
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
    file: async (title) => {
      const [file] = await choose({
        title,
        properties: ['openFile', 'showHiddenFiles', 'noResolveAliases'],
      })
      return file
    },
    someFiles: (title) =>
      choose({ title, properties: ['openFile', 'multiSelections', 'showHiddenFiles', 'noResolveAliases'] }),
    someFolder: async (title) => {
      const [folder] = await choose({ title, properties: ['openDirectory', 'createDirectory'] })
      return folder
    },
    newFile: async ({ title, name }) => {
      const parent = window()
      const options: Electron.SaveDialogOptions = {
        title,
        defaultPath: name,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      }
      const answer = await (parent === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options))
      return answer.canceled || answer.filePath === '' ? undefined : answer.filePath
    },
  }
}
