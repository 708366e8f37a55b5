import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { App, AppEvents, CommandLine } from '../surface/app.ts'
import { makeEvent } from './event.ts'
import { standardPath } from './paths.ts'
import { runtime } from './runtime.ts'
import { SingleInstanceLock } from './single-instance.ts'

const commandLine: CommandLine = {
  appendSwitch: (name, value = '') => void runtime.switches.set(name, value),
  hasSwitch: (name) => runtime.switches.has(name),
  getSwitchValue: (name) => runtime.switches.get(name) ?? '',
  removeSwitch: (name) => void runtime.switches.delete(name),
}

/** How long Chromium may take to end before the app ends without it. */
const chromiumEndLimit = 3000

class HostApp extends EventEmitter<AppEvents> implements App {
  readonly isPackaged = false
  readonly commandLine = commandLine
  readonly #paths = new Map<string, string>()
  readonly #ready = Promise.withResolvers<void>()
  readonly #lock = new SingleInstanceLock((second) =>
    this.emit('second-instance', makeEvent({}), second.argv, second.workingDirectory, second.additionalData),
  )
  #name: string | undefined

  get name(): string {
    return this.#name ?? runtime.package.productName ?? runtime.package.name ?? 'Electron'
  }

  set name(name: string) {
    this.#name = name
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return runtime.package.version ?? '0.0.0'
  }

  getAppPath(): string {
    return runtime.appPath
  }

  getLocale(): string {
    return 'en-US'
  }

  getSystemLocale(): string {
    return 'en-US'
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? standardPath(name, this.name)
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  isReady(): boolean {
    return runtime.isReady
  }

  // Playwright's loader replaces `emit`, so this must not hang on the `ready` event.
  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  /** Called by the boot script once the app's code has run and Chromium answers. */
  becomeReady(): void {
    runtime.isReady = true
    this.emit('ready', makeEvent({}), {})
    this.#ready.resolve()
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    return this.#lock.request(this.getPath('userData'), additionalData)
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.isHeld
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release()
  }

  quit(): void {
    void this.#quit()
  }

  exit(code = 0): void {
    runtime.isQuitting = true
    for (const window of runtime.windows) window.drop()
    this.emit('quit', makeEvent({}), code)
    void this.#end(code)
  }

  // What has no meaning without a desktop is taken and changes nothing: the pages are sandboxed as it is.
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
  focus(): void {}

  async #quit(): Promise<void> {
    if (runtime.isQuitting) return
    const beforeQuit = makeEvent({})
    this.emit('before-quit', beforeQuit)
    if (beforeQuit.defaultPrevented) return
    runtime.isQuitting = true
    for (const window of runtime.windows) {
      if (await window.requestClose()) continue
      runtime.isQuitting = false
      return
    }
    const willQuit = makeEvent({})
    this.emit('will-quit', willQuit)
    if (willQuit.defaultPrevented) {
      runtime.isQuitting = false
      return
    }
    this.emit('quit', makeEvent({}), 0)
    await this.#end(0)
  }

  async #end(code: number): Promise<void> {
    this.#lock.release()
    for (const child of runtime.children) child.kill()
    const browser = await Promise.race([runtime.browser, pause(chromiumEndLimit)]).catch(() => undefined)
    if (browser !== undefined) {
      browser.connection.browser.send('Browser.close').catch(() => undefined)
      await Promise.race([browser.ended, pause(chromiumEndLimit)])
    }
    process.exit(code)
  }
}

export const app = new HostApp().setMaxListeners(0)
