import { call } from '../data/call.ts'
import { readKeys } from '../data/keys-store.ts'
import { queryClient } from '../data/query-client.ts'
import { attempt } from '../data/trouble.ts'
import { troubleText } from '../words/trouble-text.ts'

/** Looks at the keychain and the store again. Makes nothing, whatever it finds. */
export const recheckVault = async (): Promise<boolean> =>
  await attempt(troubleText.recheck, async () => {
    queryClient.setQueryData(['vault.status'], await call('vault.recheck', {}))
    await readKeys()
  })
