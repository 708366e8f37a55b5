import { describe, expect, it } from 'vitest'
import { LocalChanges } from '../../../../src/main/doors/local-changes.ts'
import { localKeyRow } from '../../../../src/main/keys/keystore/local-key-row.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { localKeyOf } from '../../../support/local-keys.ts'

const row = (alias: string, change: Partial<KeyRow> = {}): KeyRow => ({
  ...localKeyRow(localKeyOf({ keyId: alias, alias })),
  ...change,
})

describe('what changed among keys of this computer', () => {
  it('is nothing where they were only read again', () => {
    const changes = new LocalChanges()
    changes.take([row('a', { readAt: '2026-01-01T00:00:00.000Z' })])
    const { version } = changes
    changes.take([row('a', { readAt: '2026-01-02T00:00:00.000Z' })])
    expect(changes.since(version)).toEqual({ keys: [], gone: [] })
  })

  it('is a key whose tag, alias or rotation differs', () => {
    const changes = new LocalChanges()
    changes.take([row('a'), row('b'), row('c')])
    const { version } = changes
    changes.take([row('a', { tags: { x: 'y' } }), row('b'), row('c', { rotation: null })])
    expect(changes.since(version).keys.map(({ keyId }) => keyId)).toEqual(['a', 'c'])
  })

  it('is a key that became deletable', () => {
    const changes = new LocalChanges()
    changes.take([row('a')])
    const { version } = changes
    changes.take([row('a', { deletable: true })])
    expect(changes.since(version).keys).toHaveLength(1)
  })

  it('is one that went, until it comes back', () => {
    const changes = new LocalChanges()
    changes.take([row('a')])
    const { version } = changes
    changes.take([])
    expect(changes.since(version).gone).toEqual([{ service: 'local', keyId: 'a' }])
    changes.take([row('a')])
    expect(changes.since(version)).toMatchObject({ keys: [{ keyId: 'a' }], gone: [] })
  })

  it('is everything, and nothing gone, for somebody who knows nothing', () => {
    const changes = new LocalChanges()
    changes.take([row('a'), row('b')])
    changes.take([row('b')])
    expect(changes.since(0)).toMatchObject({ keys: [{ keyId: 'b' }], gone: [] })
  })
})
