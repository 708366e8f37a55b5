import { nameOfWritten, type WrittenDoor } from '../../src/main/doors/written-door.ts'
import type { DoorLabel } from '../../src/shared/model/plan.ts'
import { VaultError } from '../../src/shared/vault-error.ts'
import type { KeyServices, RecognisedDoor } from '../../src/main/doors/key-services.ts'
import { problemOf } from '../../src/shared/problem-of.ts'
import type { DoorName } from '../../src/main/message/encrypted-data-key.ts'
import type { Keyring, WrapOutcome } from '../../src/main/keyrings/keyring.ts'
import { memoryBlobs } from './memory-blobs.ts'
import { MultiKeyring } from '../../src/main/keyrings/multi-keyring.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'

export interface MemoryKeyServices extends KeyServices {
  /** Data keys that were made and handed to the jobs: for looking whether they were wiped. */
  readonly handedOut: Secret[]
  /** Set to make every wrap and unwrap fail, or do something first. */
  beforeCall: () => Promise<void> | void
}

const namespaces = { local: 'keyhold-test', aws: 'aws-test' } as const

const nameOf = nameOfWritten
const serviceOf = ({ service }: WrittenDoor): 'local' | 'aws' => (service === 'aws' ? 'aws' : 'local')

function labelOf(service: 'local' | 'aws', name: string): DoorLabel {
  const isLocal = service === 'local'
  return {
    kind: service,
    name,
    where: isLocal ? 'this computer' : 'eu-central-1',
    arn: isLocal ? null : name,
    known: true,
  }
}

/** Tells of calls as the keyrings of real services do. */
const counted = (keyring: Keyring, service: 'local' | 'aws'): Keyring => ({
  wrap: (request) => {
    request.onCall?.(service)
    return keyring.wrap(request)
  },
  unwrap: async (request) => {
    const outcome = await keyring.unwrap(request)
    const calls = outcome.opened ? 1 : outcome.tried.length
    for (let call = 0; call < calls; call++) request.onCall?.(service)
    return outcome
  },
})

/**
 * Both key services in memory. Every key is a raw AES one that exists as soon as it is named; a door `aws` is a door
 * like any other here. `foreign` makes another vault, whose doors are not this one's.
 */
export function memoryKeyServices(): MemoryKeyServices {
  const keys = new Map<string, Secret>()
  const handedOut: Secret[] = []

  const rawKeyring = (service: 'local' | 'aws', name: string): Keyring => {
    const id = `${service}/${name}`
    const wrappingKey = keys.get(id) ?? Secret.random(32)
    keys.set(id, wrappingKey)
    return counted(new RawAesKeyring({ namespace: namespaces[service], name, wrappingKey }), service)
  }

  const watched = (keyring: Keyring): Keyring => ({
    wrap: async (request): Promise<WrapOutcome> => {
      await services.beforeCall()
      const outcome = await keyring.wrap(request)
      handedOut.push(outcome.dataKey)
      return outcome
    },
    unwrap: async (request) => {
      await services.beforeCall()
      const outcome = await keyring.unwrap(request)
      if (outcome.opened) handedOut.push(outcome.dataKey)
      return outcome
    },
  })

  const all = (): Keyring[] =>
    [...keys.keys()].map((id) =>
      rawKeyring(id.startsWith('local/') ? 'local' : 'aws', id.slice(id.indexOf('/') + 1)),
    )

  const recognise = (door: DoorName): RecognisedDoor => {
    const provider = Buffer.from(door.providerId).toString()
    const service = provider === namespaces.local ? 'local' : 'aws'
    const name = Buffer.from(door.providerInfo.subarray(0, -20)).toString()
    const known = keys.has(`${service}/${name}`) && Object.values<string>(namespaces).includes(provider)
    const problem = known
      ? null
      : problemOf(new VaultError('KEY_NOT_FOUND', 'this vault holds no key for this door'))
    const named = {
      keyId: name,
      keyMaterialId: null,
      account: null,
      region: null,
      connectionIds: [],
      state: null,
    }
    return { label: { ...labelOf(service, name), known }, problem, service, ...named }
  }

  const services: MemoryKeyServices = {
    handedOut,
    beforeCall: () => {},
    keyringFor: async (doors) => {
      const [generator, ...children] = doors.map((door) => rawKeyring(serviceOf(door), nameOf(door)))
      if (generator === undefined) throw new VaultError('NO_DOORS_CHOSEN', 'choose at least one key')
      return watched(new MultiKeyring({ generator, children }))
    },
    doorsToWrite: async (doors) => ({
      doors: doors.filter((door) => door.service !== 'colleague'),
      recoveryMissing: null,
    }),
    openingKeyring: () => ({
      wrap: () => Promise.reject(new Error('never wraps')),
      unwrap: async (request) => {
        const keyrings = all()
        if (keyrings.length === 0) return { opened: false, tried: [] }
        return watched(new MultiKeyring({ children: keyrings })).unwrap(request)
      },
    }),
    verifyingKeyrings: async (doors) =>
      doors.map((door) => watched(rawKeyring(serviceOf(door), nameOf(door)))),
    recognise: async (doors) => doors.map(recognise),
    labelsOf: async (doors) => doors.map((door) => labelOf(serviceOf(door), nameOf(door))),
    checkUse: async () => ({ outcome: 'unknown', problem: null }),
    slowedTo: () => null,
    labelOfArn: async (keyArn) => labelOf('aws', keyArn),
    blobs: memoryBlobs(),
    rows: async () => [],
  }
  return services
}
