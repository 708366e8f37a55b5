import type { LocalKey } from '../../keystore/protocol.ts'
import type { KeyRow } from '../../shared/model/key.ts'

/** A key of the local keystore as a row of the Keys page, in KMS's words. */
export function localKeyRow(key: LocalKey): KeyRow {
  return {
    ref: { service: 'local', keyId: key.keyId },
    alias: key.alias,
    moreAliases: 0,
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
    createdAt: key.createdAt,
    deletionDate: null,
    keyMaterialId: key.currentKeyMaterialId,
    canEncrypt: key.state === 'Enabled',
  }
}
