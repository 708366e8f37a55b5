import { troubleText } from '../words/trouble-text.ts'
import { call } from './call.ts'
import { say } from './notice.ts'
import { attempt } from './trouble.ts'

/** Copies text by the main process: the page asks for no clipboard permission. Says what was copied. */
export async function copyText(text: string, what: string): Promise<void> {
  const copied = await attempt(troubleText.copy, async () => await call('app.copyText', { text }))
  if (copied) say(`Copied the ${what}`)
}
