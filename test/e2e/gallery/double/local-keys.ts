import type { KeyRow } from '../../../../src/shared/model/key.ts'
import type { KeyRules, LocalKeyDraft } from '../../../../src/shared/model/local-key.ts'
import type { Answers } from './answers.ts'
import { localKeyRow, minutesAgo } from './data.ts'
import { changeRow, rowIn, type World } from './world.ts'

const noRules: KeyRules = { operations: null, requiredContext: [], notBefore: null, notAfter: null }

/** One key has rules from the beginning, so that they can be looked at. */
const firstRules: Readonly<Record<string, KeyRules>> = {
  'e94b0c27-15fd-4a68-8e3d-70c6a2f1b958': {
    operations: ['Decrypt', 'Encrypt'],
    requiredContext: [{ key: 'partner', value: 'northern-mills' }],
    notBefore: null,
    notAfter: minutesAgo(-60 * 1440),
  },
}

/** What the double answers about keys of this computer alone. */
export function localKeyAnswers(world: World) {
  const rules = new Map(Object.entries(firstRules))
  return {
    'key.rules': ({ ref }) => rules.get(ref.keyId) ?? noRules,
    'manage.createLocal': (draft) => make(world, draft),
    'manage.setRules': ({ ref, rules: next }) => {
      rules.set(ref.keyId, next)
      return rowIn(world, ref)
    },
    'manage.importParameters': ({ ref }) => ({
      savedAs: `${rowIn(world, ref).alias ?? ref.keyId}.wrapping-key.pem`,
      validTo: minutesAgo(-1440),
    }),
    'manage.deleteKey': ({ ref }) => {
      changeRow(world, ref, { state: 'PendingDeletion' })
      return { purgedCopies: 10, kept: ['keystore.sqlite.set-aside-2026-11-20T08-12-44.310Z'] }
    },
  } satisfies Partial<Answers>
}

function make(world: World, { alias, tags, description, ...kind }: LocalKeyDraft): KeyRow {
  const own = kind.origin === 'EXTERNAL'
  const key: KeyRow = {
    ...localKeyRow(alias ?? '', crypto.randomUUID(), 0),
    ...kind,
    description,
    tags,
    state: own ? 'PendingImport' : 'Enabled',
    canEncrypt: !own && kind.spec === 'SYMMETRIC_DEFAULT',
  }
  const { vault, keys } = world.now()
  const keyCount = vault.state === 'open' ? vault.keyCount + 1 : 1
  world.change({ keys: [key, ...keys], ...(vault.state === 'open' ? { vault: { ...vault, keyCount } } : {}) })
  return key
}
