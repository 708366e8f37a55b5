import type { KeyholdEvent } from '../../../shared/contract.ts'
import { assertNever } from '../../../shared/assert-never.ts'
import { readActivityAgain } from './activity.ts'
import { runCommand } from './commands.ts'
import { takeJobsEvent } from './jobs-store.ts'
import { readCoverageSoon } from './coverage-reading.ts'
import { readKeys } from './keys-store.ts'
import { queryClient } from './query-client.ts'

/** The page's one subscription: what changed in the main process goes to the query cache, the job rows or a command. */
export function takeEvent(event: KeyholdEvent): void {
  switch (event.type) {
    case 'vault':
      queryClient.setQueryData(['vault.status'], event.status)
      return
    case 'keys':
      void readKeys()
      return
    case 'connections':
      void queryClient.invalidateQueries({ queryKey: ['connections.list'] })
      return
    case 'questions':
      void queryClient.invalidateQueries({ queryKey: ['connections.questions'] })
      return
    case 'settings':
      queryClient.setQueryData(['settings.get'], event.settings)
      return
    case 'recovery':
      void queryClient.invalidateQueries({ queryKey: ['recovery.status'] })
      return
    case 'people':
      void queryClient.invalidateQueries({ queryKey: ['people.list'] })
      void queryClient.invalidateQueries({ queryKey: ['people.ownCard'] })
      return
    case 'activity':
      readActivityAgain()
      return
    case 'history':
      void queryClient.invalidateQueries({ queryKey: ['history.list'] })
      readCoverageSoon()
      return
    case 'jobs':
      takeJobsEvent(event)
      return
    case 'command':
      runCommand(event.command)
      return
    default:
      assertNever(event)
  }
}
