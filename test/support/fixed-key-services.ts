import type { KeyServices } from '../../src/main/doors/key-services.ts'
import { fixedKeyring } from './fixed-keyring.ts'
import { memoryKeyServices } from './memory-key-services.ts'

/** Key services with one key, the same in every process of a test. */
export function fixedKeyServices(): KeyServices {
  const known = { kind: 'local', name: 'fixed', where: 'this computer', arn: null, known: true } as const
  const names = {
    keyId: 'fixed',
    keyMaterialId: null,
    account: null,
    region: null,
    connectionIds: [],
    state: null,
  }
  const recognised = { label: known, problem: null, service: 'local', ...names } as const
  return {
    ...memoryKeyServices(),
    keyringFor: async () => fixedKeyring(),
    verifyingKeyrings: async () => [fixedKeyring()],
    openingKeyring: () => fixedKeyring(),
    recognise: async (doors) => doors.map(() => recognised),
    labelsOf: async (doors) => doors.map(() => known),
  }
}
