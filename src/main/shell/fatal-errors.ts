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

/** What a person reads where the window has nothing to show. */
export const pageLostText = [
  'Keyhold cannot load its own window: a file of it is missing or was changed.',
  'Your files and keys are unchanged. Install Keyhold again.',
].join('\n')

/**
 * Ends the app with one clear box: after an unexpected error nothing about its state can be trusted. `text`: instead of
 * the words for an error.
 */
export function endOnUnexpectedError(options: FatalErrorOptions): (error: unknown, text?: string) => void {
  let isEnding = false
  const end = (error: unknown, text = fatalErrorText(error)) => {
    if (isEnding) return
    isEnding = true
    options.showErrorBox('Keyhold has to close', text)
    options.exit(1)
  }
  options.process.on('uncaughtException', (error) => end(error))
  options.process.on('unhandledRejection', (reason) => end(reason))
  return end
}
