import { age } from './age.ts'
import type { Peer } from './contender.ts'
import { cp } from './cp.ts'
import { jsSdk } from './js-sdk.ts'
import { openssl } from './openssl.ts'

/** The peers that this machine has; one line to standard error for each that is absent. */
export async function peersIn(folder: string): Promise<readonly Peer[]> {
  return [cp, await age(folder), await openssl(), jsSdk()].filter((peer) => peer !== null)
}
