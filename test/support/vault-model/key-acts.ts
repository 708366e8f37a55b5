import { randomBytes } from 'node:crypto'
import type { LocalKey } from '../../../src/keystore/protocol.ts'
import { protect } from './messages.ts'
import type { Act, Place, Weighted } from './plan.ts'

const day = 24 * 3600_000

async function someKey({ world, chance }: Place, fits: (key: LocalKey) => boolean = () => true) {
  return chance.pick((await world.operate('listKeys', {})).filter(fits))
}

const kinds = [
  { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
  { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
] as const

const create: Act = async ({ world, chance }) => {
  const kind = chance.is(0.7) ? kinds[0] : (chance.pick(kinds) ?? kinds[0])
  const origin = kind === kinds[0] && chance.is(0.3) ? 'EXTERNAL' : 'AWS_KMS'
  const alias = chance.is(0.8) ? `name ${chance.below(12)}` : null
  const draft = { ...kind, origin, alias, description: 'model', tags: { a: 'b' } } as const
  return { name: `create ${kind.spec} ${origin}`, does: () => world.operate('createKey', draft) }
}

const use: Act = async (place) => {
  const { world, model, chance } = place
  const key = await someKey(place, ({ state }) => state === 'Enabled')
  if (key === undefined) return undefined
  const does = async (): Promise<void> => {
    model.messages.push(await protect(world, key, chance.is(0.5)))
  }
  return { name: 'use', does }
}

const importing: Act = async (place) => {
  const { world, model, chance } = place
  const key = await someKey(
    place,
    ({ origin, state }) => origin === 'EXTERNAL' && state !== 'PendingDeletion',
  )
  if (key === undefined) return undefined
  const { keyId } = key
  const known = model.imported.get(keyId) ?? new Map<string, Uint8Array>()
  const again = chance.is(0.6) ? chance.pick([...known.values()]) : undefined
  const bytes = again ?? randomBytes(32)
  const isNew = again === undefined && known.size > 0
  const validTo = chance.is(0.3)
    ? new Date(world.now.getTime() + (1 + chance.below(30)) * day).toISOString()
    : null
  const does = async (): Promise<void> => {
    const { keyMaterialId } = await world.operate('importKeyMaterial', {
      keyId,
      material: { kind: 'raw', bytes: Uint8Array.from(bytes) },
      type: isNew ? 'NEW_KEY_MATERIAL' : null,
      validTo,
      description: null,
      keyMaterialId: null,
    })
    model.imported.set(keyId, new Map([...(model.imported.get(keyId) ?? []), [keyMaterialId, bytes]]))
  }
  return { name: `import ${isNew ? 'new' : 'first or again'} ${validTo ?? ''}`, does }
}

const withKey =
  (name: string, run: (place: Place, key: LocalKey) => Promise<unknown>): Act =>
  async (place) => {
    const key = await someKey(place)
    return key && { name: `${name} ${key.keyId.slice(0, 4)}`, does: () => run(place, key) }
  }

const change: readonly Act[] = [
  withKey('rotate', ({ world }, { keyId }) => world.operate('rotateKeyOnDemand', { keyId })),
  withKey('period', ({ world, chance }, { keyId }) =>
    world.operate('setRotation', { keyId, periodDays: chance.is(0.7) ? 90 + chance.below(60) : null }),
  ),
  withKey('alias', ({ world, chance }, { keyId }) =>
    world.operate(chance.is(0.5) ? 'createAlias' : 'updateAlias', {
      keyId,
      alias: `name ${chance.below(12)}`,
    }),
  ),
  withKey('unalias', ({ world, chance }) =>
    world.operate('deleteAlias', { alias: `name ${chance.below(12)}` }),
  ),
  withKey('tag', ({ world, chance }, { keyId }) =>
    world.operate('setTags', {
      keyId,
      set: { [`t${chance.below(5)}`]: 'v' },
      remove: [`t${chance.below(5)}`],
    }),
  ),
  withKey('disable', ({ world }, { keyId }) => world.operate('disableKey', { keyId })),
  withKey('enable', ({ world }, { keyId }) => world.operate('enableKey', { keyId })),
  withKey('rules', ({ world, chance }, { keyId }) =>
    world.operate('setRules', {
      keyId,
      rules: {
        operations: chance.is(0.5) ? null : ['Decrypt'],
        requiredContext: [],
        notBefore: null,
        notAfter: chance.is(0.5) ? null : world.now.toISOString(),
      },
    }),
  ),
  withKey('forget material', ({ world }, { keyId }) =>
    world.operate('deleteImportedKeyMaterial', { keyId, keyMaterialId: null }),
  ),
  withKey('schedule', ({ world, chance }, { keyId }) =>
    world.operate('scheduleKeyDeletion', { keyId, days: 7 + chance.below(24) }),
  ),
  withKey('cancel', ({ world }, { keyId }) => world.operate('cancelKeyDeletion', { keyId })),
]

/** The days of its window pass, with looks at the clock in between. */
const deleting: Act = async (place) => {
  const { world } = place
  const key = await someKey(place)
  if (key === undefined) return undefined
  const { keyId, state } = key
  const does = async (): Promise<unknown> => {
    if (state !== 'PendingDeletion') await world.operate('scheduleKeyDeletion', { keyId, days: 7 })
    for (const days of place.chance.is(0.7) ? [5, 5] : []) {
      world.now = new Date(world.now.getTime() + days * day)
      await world.vault.doDueWork()
    }
    return await world.operate('deleteKey', { keyId })
  }
  return { name: `delete ${keyId.slice(0, 4)}`, deletes: keyId, does }
}

/** What is done with keys. */
export const keyActs: Weighted = [
  [6, create],
  [16, use],
  [4, importing],
  ...change.map((act) => [1.5, act] as const),
  [3, deleting],
]
