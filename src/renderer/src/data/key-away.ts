import type { Connection } from '../../../shared/model/connection.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

/** Why a key cannot be changed now, whatever may be done with it: nobody answers, or nobody is signed in. */
export type Away = 'offline' | 'signedOut'

/** Whether the Region of a key is out of reach through its connection; null where it is not, or not known to be. */
export function awayOf(connections: readonly Connection[], { ref, region }: KeyRow): Away | null {
  if (ref.service === 'local') return null
  const connection = connections.find(({ id }) => id === ref.connectionId)
  if (connection === undefined) return null
  const { offline, regionStatus, signIn } = connection
  const own = regionStatus.find((each) => each.region === region)?.status ?? connection.status
  const code = own.state === 'failed' ? own.problem.code : null
  if (code === 'KMS_CREDENTIALS_EXPIRED' || signIn.state === 'needed') return 'signedOut'
  return code === 'KMS_UNREACHABLE' || (offline && code !== null) ? 'offline' : null
}
