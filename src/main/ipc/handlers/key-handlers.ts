import type { Connections } from '../../credentials/connections.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import type { LocalKeystore } from '../../keys/keystore/local-keystore.ts'
import { localKeyRow } from '../../doors/local-key-row.ts'
import { notThereYet } from '../../key-admin/not-there-yet.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'

export interface KeyCallServices {
  readonly keystore: LocalKeystore
  readonly keyServices: KeyServices
  readonly connections: Connections
  /** Told after a local key was made. */
  readonly keysChanged: () => void
}

// A reading's failure is the connection's status; the page hears of it by an event.
const behind = (reading: Promise<void>): void => void reading.catch(() => undefined)

/** Calls about the local keystore, keys of both services and the connections to AWS. */
export function keyHandlers(services: KeyCallServices): HandlersOf<'vault' | 'keys' | 'connections'> {
  const { keystore, keyServices, connections, keysChanged } = services
  return {
    'vault.status': () => keystore.status(),
    'vault.setUp': () => keystore.setUp(),
    'vault.recheck': () => keystore.recheck(),
    'vault.acceptOlderCopy': () => keystore.acceptOlderCopy(),

    'keys.list': async () => {
      behind(connections.readNew())
      return { version: 1, keys: [...(await keyServices.rows())], gone: [] }
    },
    'keys.refresh': () => {
      behind(connections.readAll())
      keysChanged()
      return {}
    },
    'keys.createLocal': async ({ name, description }) => {
      const key = await keystore.createKey({ alias: name, description })
      keysChanged()
      return localKeyRow(key)
    },

    'connections.list': async () => ({ connections: [...(await connections.list())] }),
    'connections.save': ({ id, draft }) => connections.save(id, draft),
    'connections.remove': async ({ id }) => {
      await connections.remove(id)
      return {}
    },
    'connections.profiles': async () => {
      const { profiles, environment } = await connections.sources()
      return { profiles: [...profiles], environment }
    },
    ...(notThereYet('pending') as object as Pick<
      HandlersOf<'connections' | 'keys'>,
      | 'connections.test'
      | 'connections.signIn'
      | 'connections.cancelSignIn'
      | 'connections.signOut'
      | 'connections.ssoRoles'
      | 'connections.questions'
      | 'connections.answer'
      | 'keys.readRotations'
      | 'keys.stopReading'
    >),
    'connections.allowAccount': async ({ id, account }) => {
      await connections.allowAccount(id, account)
      return {}
    },
  }
}
