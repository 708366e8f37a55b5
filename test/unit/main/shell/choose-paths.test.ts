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
