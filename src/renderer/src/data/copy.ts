import { call, problemOf } from './call.ts'
import { say } from './notice.ts'

/** Copies text by the main process: the page asks for no clipboard permission. Says what was copied. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await call('app.copyText', { text })
    say(`Copied the ${what}`)
  } catch (error) {
    say(`The ${what} was not copied: ${problemOf(error).message}`)
  }
}
