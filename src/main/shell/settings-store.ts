import { defaultSettings, type Settings } from '../../shared/model/settings.ts'
import type { JsonFile } from './json-file.ts'

/** The person's choices: in memory at once, on disk behind. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>
  readonly #listeners = new Set<(settings: Settings) => void>()
  #current: Settings

  private constructor(file: JsonFile<Settings>, current: Settings) {
    this.#file = file
    this.#current = current
  }

  /** Reads the file, or starts from the defaults where there is none or the disk does not give it: keys matter more. */
  static async load(file: JsonFile<Settings>): Promise<SettingsStore> {
    return new SettingsStore(file, (await file.read().catch(() => undefined)) ?? defaultSettings)
  }

  get(): Settings {
    return this.#current
  }

  /** Changes what `change` names, keeps it on disk, then tells the listeners. What cannot be kept is taken back. */
  async set(change: Partial<{ [Key in keyof Settings]: Settings[Key] | undefined }>): Promise<Settings> {
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const before = this.#current
    const next: Settings = { ...before, ...named }
    this.#current = next
    try {
      await this.#file.write(next)
    } catch (error) {
      if (this.#current === next) this.#current = before
      throw error
    }
    for (const listener of this.#listeners) listener(next)
    return next
  }

  /** Called after every change. Returns the unsubscriber. */
  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
