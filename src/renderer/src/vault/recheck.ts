import { call, problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { queryClient } from '../data/query-client.ts'
import { capital } from '../format/lists.ts'

/** Looks at the keychain and the store again. Makes nothing, whatever it finds. */
export async function recheckVault(): Promise<void> {
  try {
    queryClient.setQueryData(['vault.status'], await call('vault.recheck', {}))
    await queryClient.invalidateQueries({ queryKey: ['keys.list'] })
  } catch (error) {
    say(capital(problemOf(error).message))
  }
}
