import { memoryKeyServices } from './memory-key-services.ts'
import type { MemoryKeyServices } from './memory-key-services.ts'

/** Key services that know every door they are asked about, as if it were under a key of AWS. Nothing opens. */
export function knowingKeyServices(): MemoryKeyServices {
  const label = { kind: 'aws', name: 'key', where: 'eu-central-1', arn: 'arn', known: true } as const
  const names = {
    keyId: 'arn',
    keyMaterialId: null,
    account: null,
    region: null,
    connectionIds: [],
    state: null,
  }
  const known = { label, problem: null, service: 'aws', ...names } as const
  const services = memoryKeyServices()
  return Object.assign(services, { recognise: async (doors: readonly unknown[]) => doors.map(() => known) })
}
