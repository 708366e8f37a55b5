import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import {
  endOnUnexpectedError,
  fatalErrorText,
  pageLostText,
} from '../../../../src/main/shell/fatal-errors.ts'

describe('an error nobody expected', () => {
  it('is told by its code or kind, never by its text', () => {
    expect(fatalErrorText(new VaultError('DISK_FULL', 'CANARY'))).toContain('(DISK_FULL)')
    expect(fatalErrorText(new TypeError('CANARY'))).toContain('(TypeError)')
    for (const thrown of [new Error('CANARY'), 'CANARY', { message: 'CANARY' }, undefined]) {
      expect(fatalErrorText(thrown)).not.toContain('CANARY')
    }
    expect(fatalErrorText(Object.assign(new Error('x'), { name: 'CANARY /home/ada' }))).not.toContain(
      'CANARY',
    )
  })

  it('shows one box and ends the app, however many follow', () => {
    const listeners = new Map<string, (error: unknown) => void>()
    const log: unknown[] = []
    endOnUnexpectedError({
      process: { on: (name: string, listener: never) => listeners.set(name, listener) } as never,
      showErrorBox: (title) => log.push(title),
      exit: (code) => log.push(code),
    })
    listeners.get('uncaughtException')?.(new Error('x'))
    listeners.get('unhandledRejection')?.(new Error('y'))
    expect(log).toStrictEqual(['Keyhold has to close', 1])
  })

  it('says what to do where the app’s own page cannot be loaded', () => {
    const log: unknown[] = []
    const end = endOnUnexpectedError({
      process: { on: () => undefined } as never,
      showErrorBox: (_title, content) => log.push(content),
      exit: (code) => log.push(code),
    })
    end(undefined, pageLostText)
    expect(log).toStrictEqual([pageLostText, 1])
    expect(pageLostText).toContain('Install Keyhold again')
  })
})
