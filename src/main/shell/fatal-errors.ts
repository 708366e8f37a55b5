import { isVaultError } from '../../shared/vault-error.ts'

export interface FatalErrorOptions {
  readonly process: Pick<NodeJS.Process, 'on'>
  readonly showErrorBox: (title: string, content: string) => void
  readonly exit: (code: number) => void
}

/** What a person reads of an error nobody expected: its code or kind, never its text, which may hold anything. */
export function fatalErrorText(error: unknown): string {
  const kind = isVaultError(error) ? error.code : error instanceof Error ? error.name : 'unknown'
  return [
    'Something inside Keyhold failed that should not have.',
    'Your originals are unchanged. Unfinished results are removed at the next start.',
    `(${/^\w{1,40}$/.test(kind) ? kind : 'unknown'})`,
  ].join('\n')
}

/** Ends the app with one clear box: after an unexpected error nothing about its state can be trusted. */
export function endOnUnexpectedError(options: FatalErrorOptions): (error: unknown) => void {
  let isEnding = false
  const end = (error: unknown) => {
    if (isEnding) return
    isEnding = true
    options.showErrorBox('Keyhold has to close', fatalErrorText(error))
    options.exit(1)
  }
  options.process.on('uncaughtException', end)
  options.process.on('unhandledRejection', end)
  return end
}
