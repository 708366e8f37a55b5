import { describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../../../src/shared/model/settings.ts'
import { SettingsStore } from '../../../../src/main/shell/settings-store.ts'

function fileWith(settings: Settings | undefined) {
  const written: Settings[] = []
  const file = {
    read: () => Promise.resolve(settings),
    write: (next: Settings) => {
      written.push(next)
      return Promise.resolve()
    },
  }
  return { file, written }
}

describe('the settings', () => {
  it('are the defaults where none were kept', async () => {
    expect((await SettingsStore.load(fileWith(undefined).file)).get()).toStrictEqual(defaultSettings)
  })

  it('are the defaults where the disk does not give them, so that the app starts and keys can be used', async () => {
    const file = { ...fileWith(undefined).file, read: () => Promise.reject(new Error('no permission')) }
    expect((await SettingsStore.load(file)).get()).toStrictEqual(defaultSettings)
  })

  it('are what was kept', async () => {
    const kept: Settings = { ...defaultSettings, colorScheme: 'dark' }
    expect((await SettingsStore.load(fileWith(kept).file)).get()).toStrictEqual(kept)
  })

  it('change only in what is named, and are kept and told', async () => {
    const { file, written } = fileWith(undefined)
    const store = await SettingsStore.load(file)
    const heard: Settings[] = []
    const unsubscribe = store.onChange((settings) => heard.push(settings))
    await store.set({ verify: false, doors: undefined })
    unsubscribe()
    await store.set({ firstRunDone: true })
    const first = { ...defaultSettings, verify: false }
    expect(heard).toStrictEqual([first])
    expect(written).toStrictEqual([first, { ...first, firstRunDone: true }])
    expect(store.get()).toStrictEqual({ ...first, firstRunDone: true })
  })

  it('loses no change when two come at once', async () => {
    const store = await SettingsStore.load(fileWith(undefined).file)
    await Promise.all([store.set({ verify: false }), store.set({ ifExists: 'refuse' })])
    expect(store.get()).toStrictEqual({ ...defaultSettings, verify: false, ifExists: 'refuse' })
  })

  it('takes back what cannot be kept', async () => {
    const store = await SettingsStore.load({
      read: () => Promise.resolve(undefined),
      write: () => Promise.reject(new Error('full')),
    })
    const heard: Settings[] = []
    store.onChange((settings) => heard.push(settings))
    await expect(store.set({ verify: false })).rejects.toThrow('full')
    expect(store.get()).toStrictEqual(defaultSettings)
    expect(heard).toStrictEqual([])
  })
})
