import type { LocalKey } from '../../keystore/protocol.ts'
import type { KeyRow } from '../../shared/model/key.ts'

/** A key of the local keystore as a row of the Keys page, in KMS's words. */
export function localKeyRow(key: LocalKey): KeyRow {
  return {
    ref: { service: 'local', keyId: key.keyId },
    alias: key.alias,
    moreAliases: 0,
    aliases: key.alias === null ? [] : [key.alias],
    keyId: key.keyId,
    arn: null,
    region: null,
    description: key.description,
    state: key.state,
    spec: key.spec,
    usage: key.usage,
    origin: null,
    manager: null,
    multiRegion: false,
    multiRegionRole: null,
    customKeyStoreId: null,
    createdAt: key.createdAt,
    deletionDate: null,
    validTo: null,
    keyMaterialId: key.currentKeyMaterialId,
    tags: null,
    rotation: null,
    denied: [],
    readAt: new Date().toISOString(),
    canEncrypt: key.state === 'Enabled',
  }
}
