import { describe, expect, it } from 'vitest'
import { pathChooser } from '../../../../src/main/shell/choose-paths.ts'

function chooserThatAnswers(answer: { canceled: boolean; filePaths: string[] }) {
  const asked: unknown[][] = []
  const dialog = {
    showOpenDialog: (...args: unknown[]) => {
      asked.push(args)
      return Promise.resolve(answer)
    },
  }
  const window = {}
  return { asked, window, chooser: pathChooser(dialog as never, () => window as never) }
}

describe('the choosers', () => {
  it('belong to the window and give what was chosen', async () => {
    const { asked, window, chooser } = chooserThatAnswers({ canceled: false, filePaths: ['/a', '/b'] })
    expect(await chooser.files()).toStrictEqual(['/a', '/b'])
    expect(await chooser.outputFolder()).toBe('/a')
    expect(asked.every(([parent]) => parent === window)).toBe(true)
  })

  it('give nothing when closed', async () => {
    const { chooser } = chooserThatAnswers({ canceled: true, filePaths: ['/a'] })
    expect(await chooser.files()).toStrictEqual([])
    expect(await chooser.folder()).toStrictEqual([])
    expect(await chooser.outputFolder()).toBeUndefined()
  })
})

const showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/a'] })

describe('the choosers of one file', () => {
  const window = {}
  function chooserOver(save: { canceled: boolean; filePath: string }) {
    const asked: unknown[][] = []
    const showSaveDialog = (...args: unknown[]) => {
      asked.push(args)
      return Promise.resolve(save)
    }
    const dialog = { showSaveDialog, showOpenDialog } as never
    return { asked, chooser: pathChooser(dialog, () => window as never) }
  }

  it('give the file, and where a new one goes', async () => {
    const { asked, chooser } = chooserOver({ canceled: false, filePath: '/b' })
    expect(await chooser.file('A title')).toBe('/a')
    expect(await chooser.newFile({ title: 'Another', name: 'key.pem' })).toBe('/b')
    expect(asked).toStrictEqual([[window, expect.objectContaining({ defaultPath: 'key.pem' })]])
  })

  it('give nothing where they were closed', async () => {
    const { chooser } = chooserOver({ canceled: true, filePath: '' })
    expect(await chooser.newFile({ title: 't', name: 'n' })).toBeUndefined()
  })
})
