import { EventEmitter } from 'node:events'
import type { NativeTheme } from '../surface/desktop.ts'

class HostNativeTheme extends EventEmitter<{ updated: [] }> implements NativeTheme {
  #source: NativeTheme['themeSource'] = 'system'

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: NativeTheme['themeSource']) {
    if (source === this.#source) return
    this.#source = source
    this.emit('updated')
  }

  /** There is no desktop to ask: `system` is light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

/** Pages follow it through `prefers-color-scheme`. */
export const nativeTheme = new HostNativeTheme().setMaxListeners(0)
