import type { KeyholdEvent } from '../../shared/contract.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { VaultStatus } from '../../shared/model/vault.ts'
import type { KeystoreNews } from '../keys/keystore/keystore-connection.ts'
import type { JobsNews } from '../jobs/batches/jobs.ts'

type Source<News> = (listener: (news: News) => void) => unknown

export interface ChangeSources {
  readonly keystore: { readonly onNews: Source<KeystoreNews> }
  /** The vault as the page is to see it. */
  readonly shownVault: { readonly onStatus: Source<VaultStatus> }
  readonly recovery: { readonly onChange: Source<void> }
  readonly connections: { readonly onChange: Source<void>; readonly onQuestions: Source<void> }
  readonly settings: { readonly onChange: Source<Settings> }
  readonly jobs: { readonly onChange: Source<JobsNews> }
  readonly catalog: { readonly onChange: Source<void> }
}

/** Turns what changes in the services into events for the page. */
export function announceChanges(sources: ChangeSources, broadcast: (event: KeyholdEvent) => void): void {
  const { keystore, shownVault, recovery, connections, settings, jobs, catalog } = sources
  shownVault.onStatus((status) => {
    broadcast({ type: 'vault', status })
    // Local keys and colleagues come and go with the store.
    broadcast({ type: 'keys' })
    broadcast({ type: 'people' })
  })
  keystore.onNews(({ news }) => {
    if (news === 'changed') {
      broadcast({ type: 'keys' })
      broadcast({ type: 'people' })
    }
    if (news === 'activity') broadcast({ type: 'activity' })
  })
  recovery.onChange(() => broadcast({ type: 'recovery' }))
  connections.onChange(() => {
    broadcast({ type: 'connections' })
    broadcast({ type: 'keys' })
  })
  connections.onQuestions(() => broadcast({ type: 'questions' }))
  settings.onChange((changed) => broadcast({ type: 'settings', settings: changed }))
  catalog.onChange(() => broadcast({ type: 'history' }))
  jobs.onChange(({ batches, rows }) => broadcast({ type: 'jobs', batches: [...batches], rows: [...rows] }))
}
