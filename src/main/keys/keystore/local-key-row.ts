import type { LocalKey } from '../../../keystore/protocol.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

/** A key of the local keystore as a row of the Keys page, in KMS's words. It is the person's own: `CUSTOMER`. */
export function localKeyRow(key: LocalKey): KeyRow {
  const names = key.aliases.map(({ name }) => name)
  return {
    ref: { service: 'local', keyId: key.keyId },
    alias: key.alias,
    moreAliases: Math.max(names.length - 1, 0),
    aliases: names.toSorted(),
    keyId: key.keyId,
    arn: null,
    region: null,
    description: key.description,
    state: key.state,
    spec: key.spec,
    usage: key.usage,
    origin: key.origin,
    manager: 'CUSTOMER',
    multiRegion: false,
    multiRegionRole: null,
    customKeyStoreId: null,
    createdAt: key.createdAt,
    deletionDate: key.deletionDate,
    ...(key.deletable ? { deletable: true as const } : {}),
    validTo: key.validTo,
    keyMaterialId: key.currentKeyMaterialId,
    tags: key.tags,
    rotation: key.rotation,
    denied: [],
    readAt: new Date().toISOString(),
    canEncrypt: key.state === 'Enabled' && key.spec === 'SYMMETRIC_DEFAULT',
  }
}
